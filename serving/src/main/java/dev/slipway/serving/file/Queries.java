package dev.slipway.serving.file;

/// Queries of URLs on their way into a `Location`.
final class Queries {

  private Queries() {}

  /// Returns `query` as it was sent, with all that may not stand in a header field percent-encoded.
  static String harmless(String query) {
    var text = new StringBuilder(query.length());
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c > ' ' && c < 0x7f) {
        text.append(c);
      } else if (c <= 0xff) {
        text.append("%%%02X".formatted((int) c));
      }
    }
    return text.toString();
  }
}
