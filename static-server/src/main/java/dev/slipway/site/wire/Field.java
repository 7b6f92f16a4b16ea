package dev.slipway.site.wire;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The header fields that a request head finds without searching.
enum Field {
  HOST(0, "Host"),
  CONNECTION(1, "Connection"),
  CONTENT_LENGTH(2, "Content-Length"),
  TRANSFER_ENCODING(3, "Transfer-Encoding"),
  UPGRADE(4, "Upgrade"),
  EXPECT(5, "Expect"),
  ACCEPT(6, "Accept"),
  ACCEPT_ENCODING(7, "Accept-Encoding"),
  ACCEPT_LANGUAGE(8, "Accept-Language"),
  AUTHORIZATION(9, "Authorization"),
  COOKIE(10, "Cookie"),
  IF_MATCH(11, "If-Match"),
  IF_NONE_MATCH(12, "If-None-Match"),
  IF_MODIFIED_SINCE(13, "If-Modified-Since"),
  IF_UNMODIFIED_SINCE(14, "If-Unmodified-Since"),
  IF_RANGE(15, "If-Range"),
  RANGE(16, "Range"),
  SEC_FETCH_MODE(17, "Sec-Fetch-Mode");

  private static final int LOWER = 0x20;
  private static final Field[] ALL = values();
  private static final Field[][] BY_LENGTH = byLength();

  private final int index;
  private final String text;
  private final String lower;

  Field(int index, String text) {
    this.index = index;
    this.text = text;
    this.lower = text.toLowerCase(Locale.ROOT);
  }

  /// Returns how many there are.
  static int count() {
    return ALL.length;
  }

  /// Returns its place among them, from 0.
  int index() {
    return index;
  }

  /// Returns the bit that stands for it in a set of fields.
  int bit() {
    return 1 << index;
  }

  String text() {
    return text;
  }

  /// Returns the field of the name, a token, that `bytes` has from `start` to `end`.
  static @Nullable Field of(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length < BY_LENGTH.length) {
      for (var field : BY_LENGTH[length]) {
        if (field.matches(bytes, start)) {
          return field;
        }
      }
    }
    return null;
  }

  /// Returns the field `name`, in any case.
  static @Nullable Field named(String name) {
    for (var field : ALL) {
      if (field.text.equalsIgnoreCase(name)) {
        return field;
      }
    }
    return null;
  }

  private boolean matches(byte[] bytes, int start) {
    for (int i = 0; i < lower.length(); i++) {
      if ((bytes[start + i] | LOWER) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Field[][] byLength() {
    int longest = 0;
    for (var field : ALL) {
      longest = Math.max(longest, field.lower.length());
    }
    var table = new Field[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      table[length] =
          Arrays.stream(ALL).filter(field -> field.lower.length() == wanted).toArray(Field[]::new);
    }
    return table;
  }
}
