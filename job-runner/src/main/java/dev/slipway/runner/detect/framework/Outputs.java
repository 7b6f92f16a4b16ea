package dev.slipway.runner.detect.framework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.detect.file.InnerPath;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.framework.Framework.OutputSetting;
import dev.slipway.runner.detect.node.NodeManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the output of a build may be.
///
/// @param folders in which to look, the likeliest first
/// @param notes which file says so, a sentence each
public record Outputs(List<String> folders, List<String> notes) {

  private static final List<String> USUAL = List.of("dist", "build", "out", "public", "_site");
  private static final List<String> PAGES = List.of("docs", "", "src", "website", "doc");
  private static final String ANGULAR_SETTINGS = "angular.json";
  private static final int LARGEST_SETTINGS = 1 << 20;

  public Outputs {
    folders = List.copyOf(folders);
    notes = List.copyOf(notes);
  }

  /// Returns those of a project in `folder` that is built by `script`, with `framework` if that is
  /// known.
  public static Outputs of(ProjectFolder folder, Optional<Framework> framework, Script script) {
    var notes = new ArrayList<String>();
    var said = framework.map(known -> said(folder, known, script, notes)).orElse(List.of());
    var own = framework.map(known -> own(folder, known, script)).orElse(List.of());
    var usual =
        USUAL.stream()
            .filter(name -> !isSource(folder, name))
            .filter(
                name -> framework.flatMap(Framework::publicFolder).filter(name::equals).isEmpty());
    var all = Stream.of(said.stream(), own.stream(), usual).flatMap(names -> names);
    return new Outputs(all.distinct().toList(), notes);
  }

  /// Returns the folder that `framework` copies into the output.
  public static Optional<String> publicFolder(
      ProjectFolder folder, Framework framework, Script script) {
    return framework
        .publicFolder()
        .map(name ->
            framework
                .folder()
                .map(inner -> pages(folder, inner, script))
                .filter(pages -> !pages.isEmpty())
                .map(pages -> pages + "/" + name)
                .orElse(name));
  }

  /// Tells whether the sites of `framework` route in the page's script, as set up in `folder`.
  public static boolean singlePage(ProjectFolder folder, Framework framework) {
    return framework.singlePage()
        || framework
            .spa()
            .filter(wanted ->
                framework.settings().stream()
                    .anyMatch(setting -> Configured.has(folder, setting.files(), wanted)))
            .isPresent();
  }

  /// Tells whether `name` is in the commit and shows nothing, so that it is there after every build
  /// and never is what one made.
  private static boolean isSource(ProjectFolder folder, String name) {
    return folder.isFolder(name) && !folder.isFile(name + "/index.html");
  }

  /// Returns where the project says itself that it is: on the command line, or in a file.
  private static List<String> said(
      ProjectFolder folder, Framework framework, Script script, List<String> notes) {
    var flag = script.option(framework.flags()).flatMap(InnerPath::of).filter(p -> !p.isEmpty());
    if (flag.isPresent()) {
      notes.add(
          "Output folder %s, from the script %s in package.json."
              .formatted(Shown.of(flag.get()), Shown.of(script.name())));
      return List.of(flag.get());
    }
    var usual = framework.settings().stream().map(setting -> place(folder, setting));
    return Stream.concat(usual, inner(folder, framework, script))
        .flatMap(place -> configured(folder, place, notes).stream())
        .toList();
  }

  /// A setting, and the folder that its value is relative to.
  private record Place(OutputSetting setting, String base) {}

  private static Place place(ProjectFolder folder, OutputSetting setting) {
    var file = Configured.file(folder, setting.files());
    var root =
        setting.root().stream()
            .flatMap(key -> file.stream().flatMap(f -> Configured.values(folder, f, key).stream()))
            .findFirst()
            .flatMap(InnerPath::of);
    return new Place(setting, root.orElse(""));
  }

  /// Returns the setting in the folder that a framework has inside the one with the pages.
  private static Stream<Place> inner(ProjectFolder folder, Framework framework, Script script) {
    return framework.folder().stream()
        .map(inner -> {
          var pages = pages(folder, inner, script);
          var file = new ProjectFolder(folder.tree(), pages).at(inner + "/config.*");
          return new Place(
              new OutputSetting(List.of(file), List.of("outDir"), Optional.empty()), pages);
        });
  }

  private static Optional<String> configured(
      ProjectFolder folder, Place place, List<String> notes) {
    var setting = place.setting();
    var file = Configured.file(folder, setting.files());
    if (file.isEmpty()) {
      return Optional.empty();
    }
    for (var key : setting.keys()) {
      var values = Configured.values(folder, file.get(), key);
      if (values.size() > 1) {
        notes.add(
            "%s sets %s to several values; none is taken for the output folder."
                .formatted(folder.at(file.get()), key));
      } else if (!values.isEmpty()) {
        return InnerPath.resolve(place.base(), values.getFirst())
            .filter(path -> !path.isEmpty())
            .map(path -> noted(path, key, folder.at(file.get()), notes));
      }
    }
    return Optional.empty();
  }

  private static String noted(String path, String key, String file, List<String> notes) {
    notes.add("Output folder %s, from %s in %s.".formatted(Shown.of(path), key, file));
    return path;
  }

  /// Returns where `framework` leaves it if nothing is said.
  private static List<String> own(ProjectFolder folder, Framework framework, Script script) {
    if (framework.id().equals("angular")) {
      return angular(folder);
    }
    var inner =
        framework.folder().stream()
            .flatMap(
                name -> InnerPath.resolve(pages(folder, name, script), name + "/dist").stream());
    return Stream.concat(inner, framework.outputs().stream()).toList();
  }

  /// Returns the folder with the pages, in which `inner` is: the one that the script names.
  private static String pages(ProjectFolder folder, String inner, Script script) {
    return script
        .argumentOf(inner.substring(1), "build")
        .flatMap(InnerPath::of)
        .or(() ->
            PAGES.stream()
                .filter(name -> folder.isFolder(name.isEmpty() ? inner : name + "/" + inner))
                .findFirst())
        .orElse("docs");
  }

  /// Angular builds each of its projects into a folder of its own, with `browser` in it of late.
  private static List<String> angular(ProjectFolder folder) {
    return folder
        .bytes(ANGULAR_SETTINGS, LARGEST_SETTINGS)
        .map(bytes -> NodeManifest.parse(folder.at(ANGULAR_SETTINGS), bytes))
        .stream()
        .flatMap(settings -> settings.path("projects").propertyStream())
        .limit(100)
        .map(project -> angularFolder(project.getKey(), project.getValue()))
        .flatMap(path -> InnerPath.of(path).stream())
        .filter(path -> !path.isEmpty())
        .flatMap(path -> Stream.of(path + "/browser", path))
        .toList();
  }

  private static String angularFolder(String name, JsonNode project) {
    var path = project.path("architect").path("build").path("options").path("outputPath");
    var folder = path.isObject() ? path.path("base") : path;
    return folder.isTextual() ? folder.asText() : "dist/" + name;
  }
}
