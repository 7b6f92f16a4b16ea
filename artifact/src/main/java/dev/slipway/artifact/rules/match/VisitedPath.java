package dev.slipway.artifact.rules.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A canonical path, segment by segment. A slash at its end makes an empty last segment, so `/` has
/// one segment, and it is empty.
final class VisitedPath {

  private final String path;
  private final List<String> segments = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  VisitedPath(String path) {
    this.path = path;
    for (var start = 1; ; ) {
      var end = path.indexOf('/', start);
      starts.add(start);
      segments.add(path.substring(start, end < 0 ? path.length() : end));
      if (end < 0) {
        return;
      }
      start = end + 1;
    }
  }

  String text() {
    return path;
  }

  int size() {
    return segments.size();
  }

  String segment(int at) {
    return segments.get(at);
  }

  /// Returns the segment as it is compared where case does not count.
  String folded(int at) {
    return fold(segments.get(at));
  }

  /// Returns everything from a segment on; nothing if there are fewer.
  String rest(int from) {
    return from < starts.size() ? path.substring(starts.get(from)) : "";
  }

  /// Tells whether nothing but perhaps a slash follows the first segments.
  boolean endsAfter(int count) {
    return count == size() || (count == size() - 1 && segments.getLast().isEmpty());
  }

  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
