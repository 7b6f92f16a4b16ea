package dev.slipway.serving.file;

import java.nio.charset.StandardCharsets;

/// Text on its way into a field of a header, where only printable ASCII is safe everywhere.
final class FieldText {

  private FieldText() {}

  /// Returns `query`, which came in as it is, with all else percent-encoded; it has one character
  /// for each octet.
  static String ofQuery(String query) {
    return isSafe(query, '!') ? query : encoded(query.getBytes(StandardCharsets.ISO_8859_1), '!');
  }

  /// Returns `value` with all else percent-encoded as UTF-8; spaces are as they were.
  static String ofValue(String value) {
    return isSafe(value, ' ') ? value : encoded(value.getBytes(StandardCharsets.UTF_8), ' ');
  }

  /// Tells whether the field `name` may be sent at all.
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  private static boolean isSafe(String text, char least) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < least || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String encoded(byte[] octets, char least) {
    var text = new StringBuilder(octets.length + 16);
    for (byte octet : octets) {
      int c = octet & 0xff;
      if (c >= least && c < 0x7f) {
        text.append((char) c);
      } else {
        text.append("%%%02X".formatted(c));
      }
    }
    return text.toString();
  }
}
