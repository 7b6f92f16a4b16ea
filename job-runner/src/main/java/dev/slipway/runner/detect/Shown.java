package dev.slipway.runner.detect;

/// Makes text of a repository fit to be printed in a note.
final class Shown {

  private static final int LONGEST = 80;

  private Shown() {}

  static String of(String text) {
    var clean = text.replaceAll("\\p{C}", "?").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
