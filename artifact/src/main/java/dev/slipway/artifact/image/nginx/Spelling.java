package dev.slipway.artifact.image.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/// How texts that anybody may have written stand in a configuration of nginx: as texts, whatever is
/// in them.
final class Spelling {

  /// The variable that is a dollar sign: nginx has no other way to spell one in a value.
  static final String DOLLAR = "${slipway_dollar}";

  /// How many bytes a word may have: nginx takes none that is longer than its buffer of 4,096, and
  /// what stands around a text needs some of them.
  private static final int LONGEST = 3_900;

  private static final HexFormat HEX = HexFormat.of();

  private Spelling() {}

  /// Returns `text` as one word that nginx takes literally: the key of a map, a name.
  ///
  /// @throws IllegalArgumentException if it has control characters
  static String word(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a text for nginx has control characters");
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Returns `text` as one word where nginx would look for variables.
  ///
  /// @throws IllegalArgumentException if it has control characters
  static String value(String text) {
    return word(text).replace("$", DOLLAR);
  }

  /// Returns the regular expression that matches exactly `text`: of all that is neither letter nor
  /// digit nothing is left but numbers, so there is nothing to quote.
  static String expression(String text) {
    var spelled = new StringBuilder(text.length());
    for (byte octet : text.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isPlain(c)) {
        spelled.append(c);
      } else {
        spelled.append("\\x").append(HEX.toHexDigits(octet));
      }
    }
    return spelled.toString();
  }

  /// Tells whether nginx reads a word as long as `spelled`.
  static boolean fits(String spelled) {
    return spelled.getBytes(UTF_8).length <= LONGEST;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '/'
        || c == '-'
        || c == '_';
  }
}
