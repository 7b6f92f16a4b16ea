package dev.slipway.artifact.rules.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.model.Template;
import java.util.HexFormat;

/// Fills placeholders with what was captured, percent-encoded for where they stand.
final class Filling {

  private static final String UNRESERVED = "-._~";
  private static final String IN_PATH = UNRESERVED + "!$&'()*+,;=:@";
  private static final String IN_QUERY = UNRESERVED + "!$'()*,;:@/?";
  private static final String IN_SENT_QUERY = IN_QUERY + "&=+%[]{}|^`";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Filling() {}

  /// Returns a target: a path that begins with one slash, or a whole URL.
  static String target(Template template, Entry.Captures captures) {
    var filled = new StringBuilder();
    for (var piece : template.pieces()) {
      switch (piece) {
        case Template.Text text -> filled.append(text.value());
        case Template.Placeholder placeholder ->
            filled.append(encoded(placeholder.name(), captures, filled));
      }
    }
    // What a visitor's path made of a second slash would be another host.
    var slashes = 0;
    while (slashes < filled.length() && filled.charAt(slashes) == '/') {
      slashes++;
    }
    return slashes > 1 ? filled.substring(slashes - 1) : filled.toString();
  }

  /// Returns the value of a header field. What was captured is encoded as in a URL, so it can't end
  /// the line.
  static String value(Template template, Entry.Captures captures) {
    var filled = new StringBuilder();
    for (var piece : template.pieces()) {
      switch (piece) {
        case Template.Text text -> filled.append(text.value());
        case Template.Placeholder placeholder ->
            filled.append(encoded(placeholder.name(), captures, new StringBuilder()));
      }
    }
    return filled.toString();
  }

  /// Returns `target` with the query that was sent, where it has none of its own.
  static String withQuery(String target, String query) {
    var hash = target.indexOf('#');
    var end = hash < 0 ? target.length() : hash;
    var question = target.indexOf('?');
    if (query.isEmpty() || (question >= 0 && question < end)) {
      return target;
    }
    return target.substring(0, end) + "?" + encode(query, IN_SENT_QUERY) + target.substring(end);
  }

  /// Returns `target` without query and fragment.
  static String withoutQuery(String target) {
    for (var i = 0; i < target.length(); i++) {
      if (target.charAt(i) == '?' || target.charAt(i) == '#') {
        return target.substring(0, i);
      }
    }
    return target;
  }

  private static String encoded(String name, Entry.Captures captures, StringBuilder before) {
    var fromPath = captures.path().get(name);
    var other = captures.other().get(name);
    if (isInHost(before)) {
      return encode(fromPath != null ? fromPath : other != null ? other : "", UNRESERVED);
    }
    if (before.indexOf("?") >= 0) {
      return encode(fromPath != null ? fromPath : other != null ? other : "", IN_QUERY);
    }
    if (fromPath != null) {
      // Its slashes are the path's own.
      return encode(fromPath, IN_PATH + "/");
    }
    return other == null ? "" : encode(other, IN_PATH);
  }

  private static boolean isInHost(StringBuilder before) {
    var scheme = before.indexOf("://");
    return scheme > 0 && before.indexOf("/") == scheme + 1 && before.indexOf("/", scheme + 3) < 0;
  }

  private static String encode(String text, String kept) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte unit : text.getBytes(UTF_8)) {
      var character = (char) (unit & 0xff);
      if (isAlphanumeric(character) || kept.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.toHexDigits(unit));
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }
}
