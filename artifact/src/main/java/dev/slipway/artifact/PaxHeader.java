package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What an extended header (POSIX pax) says of the entry after it.
///
/// @param path the entry's whole name; empty if it is in its own header
/// @param size the entry's size; negative if it is in its own header
record PaxHeader(String path, long size) {

  static final PaxHeader NONE = new PaxHeader("", -1);

  private static final int LONGEST_NUMBER = 18;

  /// Returns what the records in `body` say: each is `{length} {key}={value}` and a line feed, its
  /// length counting all of it.
  static PaxHeader parse(byte[] body) {
    var header = NONE;
    var start = 0;
    while (start < body.length) {
      var space = indexOf(body, ' ', start, body.length);
      var end = start + (int) number(new String(body, start, space - start, UTF_8));
      if (end > body.length || end <= space + 1 || body[end - 1] != '\n') {
        throw malformed();
      }
      var equals = indexOf(body, '=', space, end);
      var key = new String(body, space + 1, equals - space - 1, UTF_8);
      header = header.with(key, new String(body, equals + 1, end - equals - 2, UTF_8));
      start = end;
    }
    return header;
  }

  private PaxHeader with(String key, String value) {
    return switch (key) {
      case "path" -> new PaxHeader(value, size);
      case "size" -> new PaxHeader(path, number(value));
      default -> this;
    };
  }

  private static int indexOf(byte[] body, char sign, int from, int to) {
    for (var i = from; i < to; i++) {
      if (body[i] == sign) {
        return i;
      }
    }
    throw malformed();
  }

  private static long number(String digits) {
    if (digits.isEmpty()
        || digits.length() > LONGEST_NUMBER
        || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
      throw malformed();
    }
    return Long.parseLong(digits);
  }

  private static ArtifactException malformed() {
    return new ArtifactException("an extended header is malformed");
  }
}
