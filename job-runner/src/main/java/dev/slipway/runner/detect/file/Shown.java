package dev.slipway.runner.detect.file;

/// Makes text of a repository fit to be printed in a note.
public final class Shown {

  private static final int LONGEST = 80;

  private Shown() {}

  /// Returns `text` without what can't be printed, and its beginning only if it is long.
  public static String of(String text) {
    var begin = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var clean = begin.replaceAll("\\p{C}", "?").strip();
    return begin.length() < text.length() ? clean + "…" : clean;
  }
}
