package dev.slipway.artifact.rules.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the paths of rules as visits have them: decoded, and without empty segments or dots.
public final class PathText {

  private PathText() {}

  /// Returns the segments of `path`, still encoded; a slash at its end makes an empty last one.
  ///
  /// @throws RuleFault if no visit can have such a path
  public static List<String> segments(String path) {
    if (!path.startsWith("/")) {
      throw new RuleFault("A path begins with a slash.");
    }
    if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
      throw new RuleFault(
          "The path has a query or a fragment; a rule's path is what stands before `?` and `#`.");
    }
    var segments = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    for (var i = 0; i < segments.size(); i++) {
      if (segments.get(i).isEmpty() && i < segments.size() - 1) {
        throw new RuleFault("The path has two slashes in a row, which no visit has.");
      }
    }
    return segments;
  }

  /// Returns a segment or a part of one, decoded.
  ///
  /// @throws RuleFault if no visit can have it
  public static String decoded(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (var i = 0; i < text.length(); ) {
      var character = text.codePointAt(i);
      if (character == '%') {
        bytes.write(escaped(text, i));
        i += 3;
      } else {
        bytes.writeBytes(Character.toString(character).getBytes(UTF_8));
        i += Character.charCount(character);
      }
    }
    try {
      var decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      if (decoded.indexOf('/') >= 0
          || decoded.equals(".")
          || decoded.equals("..")
          || decoded.chars().anyMatch(Character::isISOControl)) {
        throw new RuleFault("The path has a segment that no visit has.");
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw new RuleFault("The path has escapes that are not UTF-8.");
    }
  }

  private static int escaped(String text, int at) {
    if (at + 3 > text.length()
        || !HexFormat.isHexDigit(text.charAt(at + 1))
        || !HexFormat.isHexDigit(text.charAt(at + 2))) {
      throw new RuleFault("A `%` is not followed by two hexadecimal digits.");
    }
    return HexFormat.fromHexDigits(text, at + 1, at + 3);
  }
}
