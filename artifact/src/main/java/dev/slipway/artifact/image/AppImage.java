package dev.slipway.artifact.image;

import dev.slipway.core.deployment.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The image of an app, but for the app itself.
///
/// @param base what the app was built in and lies on
/// @param path the folders with programs of the app's own, relative to the app's folder
/// @param environment what it is given besides those and the usual; the same names as there win
public record AppImage(AppBase base, App app, List<String> path, Map<String, String> environment) {

  /// Where the app answers unless it is told otherwise.
  public static final int PORT = 8080;

  static final String FOLDER = "app";

  public AppImage {
    path = List.copyOf(path);
    environment = Map.copyOf(environment);
  }

  Running running() {
    var folders = new ArrayList<String>();
    path.forEach(folder -> folders.add("/" + FOLDER + "/" + folder));
    folders.add(base.path());
    var all = new TreeMap<String, String>();
    all.put("HOME", "/tmp");
    all.put("LANG", "C.UTF-8");
    all.put("PORT", Integer.toString(PORT));
    all.putAll(environment);
    all.put("PATH", String.join(":", folders));
    return new Running(
        List.of(),
        app.command(),
        all.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList(),
        PORT,
        "/" + FOLDER,
        Optional.empty());
  }
}
