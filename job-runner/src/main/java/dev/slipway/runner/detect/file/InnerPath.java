package dev.slipway.runner.detect.file;

import java.util.ArrayDeque;
import java.util.Optional;

/// Paths to folders that a repository names, which must not lead out of it.
public final class InnerPath {

  private static final int LONGEST = 200;

  private InnerPath() {}

  /// Returns what `path` means inside the root, with no `.` and `..` in it; empty for the root
  /// itself. None if it leads out or is no path that could be meant.
  public static Optional<String> of(String path) {
    return resolve("", path);
  }

  /// Returns what `path` means, seen from the folder `base`.
  public static Optional<String> resolve(String base, String path) {
    if (path.startsWith("/") || path.length() > LONGEST || path.chars().anyMatch(InnerPath::odd)) {
      return Optional.empty();
    }
    var segments = new ArrayDeque<String>();
    for (var segment : (base + "/" + path).split("/", -1)) {
      if (segment.equals("..") && segments.pollLast() == null) {
        return Optional.empty();
      }
      if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
        segments.addLast(segment);
      }
    }
    return Optional.of(String.join("/", segments));
  }

  private static boolean odd(int character) {
    return Character.isISOControl(character) || character == '\\' || character == '\uFFFD';
  }
}
