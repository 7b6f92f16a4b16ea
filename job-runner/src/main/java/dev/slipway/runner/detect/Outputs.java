package dev.slipway.runner.detect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the output of a build may be.
final class Outputs {

  private static final List<String> USUAL = List.of("dist", "build", "out", "public", "_site");
  private static final String ANGULAR_SETTINGS = "angular.json";
  private static final int LARGEST_SETTINGS = 1 << 20;
  private static final Pattern INSIDE =
      Pattern.compile("(?!.*(?:^|/)\\.{0,2}(?:/|$))[^\\x00-\\x1f\\x7f]{1,200}");

  private Outputs() {}

  /// Returns the folders in which to look, those of `framework` first.
  static List<String> of(SourceTree tree, Optional<Framework> framework) {
    var own =
        framework.filter(known -> known.id().equals("angular")).isPresent()
            ? angular(tree)
            : framework.stream().flatMap(known -> known.outputs().stream());
    var usual =
        USUAL.stream()
            .filter(folder -> !isSource(tree, folder))
            .filter(folder -> !isPublicFolder(framework, folder));
    return Stream.concat(own, usual).distinct().toList();
  }

  /// Tells whether `folder` is in the commit and shows nothing, so that it is there after every
  /// build and never is what one made.
  private static boolean isSource(SourceTree tree, String folder) {
    return tree.isFolder(folder) && !tree.isFile(folder + "/index.html");
  }

  private static boolean isPublicFolder(Optional<Framework> framework, String folder) {
    return framework.flatMap(Framework::publicFolder).filter(folder::equals).isPresent();
  }

  /// Angular builds each of its projects into a folder of its own, with `browser` in it of late.
  private static Stream<String> angular(SourceTree tree) {
    return tree
        .read(ANGULAR_SETTINGS, LARGEST_SETTINGS)
        .map(bytes -> NodeManifest.parse(ANGULAR_SETTINGS, bytes))
        .stream()
        .flatMap(settings -> settings.path("projects").propertyStream())
        .map(project -> angularFolder(project.getKey(), project.getValue()))
        .filter(folder -> INSIDE.matcher(folder).matches())
        .flatMap(folder -> Stream.of(folder + "/browser", folder));
  }

  private static String angularFolder(String name, JsonNode project) {
    var path = project.path("architect").path("build").path("options").path("outputPath");
    var folder = path.isObject() ? path.path("base") : path;
    return folder.isTextual() ? folder.asText() : "dist/" + name;
  }
}
