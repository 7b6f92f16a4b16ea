package dev.slipway.artifact.rules.vercel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a source, such as `/blog/:slug(\\d+)`.
sealed interface Token {

  /// Tells whether a path can begin with it.
  boolean canBeginWithSlash();

  /// Tells whether it always begins with a slash.
  boolean beginsSegment();

  /// Returns it with the text decoded: paths are matched decoded.
  Token decoded();

  /// Exactly this text.
  record Literal(String value) implements Token {

    @Override
    public boolean canBeginWithSlash() {
      return beginsSegment();
    }

    @Override
    public boolean beginsSegment() {
      return value.startsWith("/");
    }

    @Override
    public Token decoded() {
      return new Literal(Escapes.decoded(value));
    }
  }

  /// A parameter, or an optional or repeated text.
  ///
  /// @param name empty if it has none
  /// @param before what stands before each of its values, such as a slash
  /// @param pattern what each of its values matches, in JavaScript's syntax; empty if it has none
  ///   of its own
  /// @param after what stands after each of its values
  /// @param modifier `?`, `*` or `+`; empty if there is exactly one value
  record Group(String name, String before, String pattern, String after, String modifier)
      implements Token {

    /// Tells whether it captures something.
    boolean captures() {
      return !name.isEmpty() || !pattern.isEmpty();
    }

    /// Tells whether it is a whole segment, whatever that is.
    boolean isSegment() {
      return !name.isEmpty() && pattern.isEmpty() && isAfterSlash();
    }

    /// Tells whether it matches no slash but one before it.
    boolean isWithinSegment() {
      return !name.isEmpty() && pattern.isEmpty() && after.indexOf('/') < 0 && modifier.isEmpty();
    }

    /// Tells whether it is a slash and all the rest, whatever that is.
    boolean isRest() {
      return pattern.equals(".*") && isAfterSlash();
    }

    boolean isRepeated() {
      return modifier.equals("*") || modifier.equals("+");
    }

    @Override
    public boolean canBeginWithSlash() {
      var named = !name.isEmpty() && pattern.isEmpty();
      return before.startsWith("/") || !named || isOptional();
    }

    @Override
    public boolean beginsSegment() {
      return before.startsWith("/") && !isOptional();
    }

    @Override
    public Token decoded() {
      return new Group(name, Escapes.decoded(before), pattern, Escapes.decoded(after), modifier);
    }

    private boolean isAfterSlash() {
      return before.equals("/") && after.isEmpty() && modifier.isEmpty();
    }

    private boolean isOptional() {
      return modifier.equals("?") || modifier.equals("*");
    }
  }

  /// The percent-encoding of text.
  final class Escapes {

    private static final Pattern ESCAPES = Pattern.compile("(%[0-9A-Fa-f]{2})+");

    private Escapes() {}

    /// Returns `text` decoded where that makes sense.
    private static String decoded(String text) {
      return ESCAPES
          .matcher(text)
          .replaceAll(escapes -> Matcher.quoteReplacement(bytes(escapes.group())));
    }

    private static String bytes(String escapes) {
      var bytes = new ByteArrayOutputStream();
      for (var i = 0; i < escapes.length(); i += 3) {
        bytes.write(Integer.parseInt(escapes, i + 1, i + 3, 16));
      }
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      } catch (CharacterCodingException e) {
        return escapes;
      }
    }
  }
}
