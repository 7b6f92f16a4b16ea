package dev.slipway.artifact.output;

/// Shows a path to people: in quotes, short, and with nothing in it that a terminal or a browser
/// would obey.
final class Shown {

  private static final int LONGEST = 160;

  private Shown() {}

  static String path(String path) {
    var shown = new StringBuilder("\"");
    var shortened = path.codePointCount(0, path.length()) > LONGEST;
    path.codePoints().limit(LONGEST).forEach(each -> append(each, shown));
    return shown.append(shortened ? "…\"" : "\"").toString();
  }

  private static void append(int codePoint, StringBuilder shown) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      default -> shown.appendCodePoint(codePoint);
    }
  }
}
