package dev.slipway.site.wire;

/// What the grammar of HTTP says about single bytes.
final class Octets {

  static final byte CR = '\r';
  static final byte LF = '\n';
  static final byte SPACE = ' ';
  static final byte TAB = '\t';

  private static final boolean[] TOKEN = tokens();
  private static final int DELETE = 0x7f;

  private Octets() {}

  /// Tells whether `octet` may stand in a token, such as a method or a field's name.
  static boolean isToken(byte octet) {
    return octet >= 0 && TOKEN[octet];
  }

  /// Tells whether `octet` may stand in the value of a field.
  static boolean isText(byte octet) {
    return octet >= SPACE ? octet != DELETE : octet < 0 || octet == TAB;
  }

  /// Tells whether `octet` may stand around the value of a field, where it means nothing.
  static boolean isBlank(byte octet) {
    return octet == SPACE || octet == TAB;
  }

  /// Tells whether `octet` may stand in the target of a request. Wider than the grammar of URLs,
  /// since what browsers send does not follow it.
  static boolean isTarget(byte octet) {
    return octet != SPACE && octet != 0 && octet != CR && octet != LF;
  }

  private static boolean[] tokens() {
    var table = new boolean[128];
    for (char c = '0'; c <= '9'; c++) {
      table[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = true;
      table[Character.toUpperCase(c)] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      table[c] = true;
    }
    return table;
  }
}
