package dev.slipway.artifact.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;

/// What a path in an output folder may look like.
///
/// A path has two checks, for names that are left out need to pass only the first: [#within], that
/// it stays in the folder, and [#requirePublishable], that it can be part of a link.
final class OutputPath {

  static final int DEEPEST = 64;

  private static final int LONGEST = 1024;
  private static final int LONGEST_SEGMENT = 255;
  private static final String RENAME = "Rename it, or leave it out of the output folder.";

  private OutputPath() {}

  /// Returns the segments of the entry `name` below `prefix`, none of them empty, `.` or `..`; no
  /// segments for the output folder itself and those that it is in.
  ///
  /// @throws DeploymentFailure if it lies elsewhere
  static List<String> within(String prefix, String name) {
    if (name.startsWith("/")) {
      throw failure("output-path-absolute", name, "is absolute. Only relative paths are allowed.");
    }
    var path = name.startsWith("./") ? name.substring(2) : name.equals(".") ? "" : name;
    if (!prefix.isEmpty()) {
      if (path.equals(prefix) || prefix.startsWith(path + "/")) {
        return List.of();
      }
      if (!path.startsWith(prefix + "/")) {
        throw outside(name);
      }
      path = path.substring(prefix.length() + 1);
    }
    return path.isEmpty() && !name.isEmpty() ? List.of() : segments(path, name);
  }

  /// Checks that `path` can be published.
  ///
  /// @throws DeploymentFailure saying what is wrong with it
  static void requirePublishable(String path) {
    if (path.codePoints().anyMatch(OutputPath::misleads)) {
      throw failure(
          "output-path-characters",
          path,
          "has a control character, a change of text direction or a backslash in its name."
              + " None of them can be part of a link.");
    }
    var segments = List.of(path.split("/", -1));
    if (path.getBytes(UTF_8).length > LONGEST
        || segments.stream().anyMatch(each -> each.getBytes(UTF_8).length > LONGEST_SEGMENT)) {
      throw failure(
          "output-path-too-long",
          path,
          "is too long. Allowed are %d bytes a name and %,d bytes a path."
              .formatted(LONGEST_SEGMENT, LONGEST));
    }
    if (segments.size() > DEEPEST) {
      throw failure(
          "output-path-too-deep",
          path,
          "is too deep. Allowed are %d folders within each other.".formatted(DEEPEST - 1));
    }
  }

  static DeploymentFailure notUtf8(String path) {
    return failure("output-path-encoding", path, "is not UTF-8. File names must be UTF-8.");
  }

  private static List<String> segments(String path, String name) {
    var segments = List.of(path.split("/", -1));
    if (segments.contains("..")) {
      throw outside(name);
    }
    if (segments.contains("") || segments.contains(".")) {
      throw failure(
          "output-path-malformed",
          name,
          "has an empty part. Each part between two slashes must be a name.");
    }
    return segments;
  }

  private static DeploymentFailure outside(String name) {
    return failure(
        "output-path-outside",
        name,
        "lies outside the output folder. Only what is in it is served.");
  }

  private static boolean misleads(int codePoint) {
    return Character.isISOControl(codePoint)
        || codePoint == '\\'
        || (codePoint >= 0x2028 && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069)
        || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static DeploymentFailure failure(String code, String path, String fault) {
    return new DeploymentFailure(code, "The path " + Shown.path(path) + " " + fault, RENAME);
  }
}
