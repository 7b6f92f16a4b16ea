package dev.slipway.runner.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// The last lines that a build wrote, as plain text, to be quoted when it has failed. Not
/// thread-safe.
final class Tail {

  private static final int LINES = 40;
  private static final int LONGEST = 400;
  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;:]*m");

  private final Deque<String> lines = new ArrayDeque<>();

  void add(byte[] bytes, int length) {
    var text =
        COLOURS
            .matcher(new String(bytes, 0, Math.min(length, LONGEST), StandardCharsets.UTF_8))
            .replaceAll("")
            .strip();
    if (text.isEmpty()) {
      return;
    }
    lines.addLast(text);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
