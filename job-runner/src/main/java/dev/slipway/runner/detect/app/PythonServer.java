package dev.slipway.runner.detect.app;

import dev.slipway.core.deployment.App;
import dev.slipway.runner.detect.app.KnownServers.Kind;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the server of a project of Python.
public final class PythonServer {

  private static final String PROCFILE = "Procfile";
  private static final Pattern WEB = Pattern.compile("(?m)^web:[ \\t]*(\\S.*)$");
  private static final Pattern PROGRAM =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:/[A-Za-z_][A-Za-z0-9_]*)*\\.py");
  private static final String PACKAGE = "/__init__";
  private static final String ENDING = ".py";

  private PythonServer() {}

  /// Returns the server of the project in `folder`, if it has one: it is sure where a `Procfile`
  /// says so, or a framework for servers is needed.
  public static Optional<Server> in(ProjectFolder folder) {
    var needs = PythonNeeds.of(folder);
    return procfile(folder)
        .or(() ->
            KnownServers.PYTHON.stream()
                .flatMap(kind -> server(folder, kind, needs).stream())
                .findFirst());
  }

  private static Optional<Server> procfile(ProjectFolder folder) {
    return folder
        .text(PROCFILE)
        .map(WEB::matcher)
        .filter(match -> match.find())
        .flatMap(match -> App.of(match.group(1)))
        .map(app -> new Server("python", app, folder.at(PROCFILE), true))
        .filter(_ -> !folder.isFile("package.json"));
  }

  private static Optional<Server> server(ProjectFolder folder, Kind kind, PythonNeeds needs) {
    boolean sure = kind.packages().stream().anyMatch(needs::has);
    return kind.files().stream()
        .filter(file -> PROGRAM.matcher(file).matches() && folder.isFile(file))
        .filter(file -> sure || imports(folder, file, kind))
        .findFirst()
        .flatMap(file ->
            App.of(line(kind, file, needs))
                .map(app -> new Server(kind.id(), app, folder.at(file), sure)));
  }

  private static boolean imports(ProjectFolder folder, String file, Kind kind) {
    var lines = folder.text(file).stream().flatMap(String::lines).toList();
    return kind.imports().stream()
        .anyMatch(name ->
            lines.stream()
                .anyMatch(
                    line -> line.startsWith("import " + name) || line.startsWith("from " + name)));
  }

  private static String line(Kind kind, String file, PythonNeeds needs) {
    var stem = file.substring(0, file.length() - ENDING.length());
    var module =
        stem.endsWith(PACKAGE) ? stem.substring(0, stem.length() - PACKAGE.length()) : stem;
    return kind.lines().stream()
        .filter(line -> needs.has(line.substring(0, line.indexOf(' '))))
        .findFirst()
        .orElse(kind.lines().getLast())
        .replace("{file}", file)
        .replace("{module}", module.replace('/', '.'));
  }
}
