package dev.slipway.artifact.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ManifestFile;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds where texts of two artifacts begin to differ. Reads a few of them, and none that is large.
final class Hints {

  private static final long LARGEST = 4L << 20;
  private static final int BEFORE = 16;
  private static final int SHOWN = 56;
  private static final int LONGEST_TOKEN = 80;
  private static final Pattern TEXT =
      Pattern.compile("text/.*|.*[/+](?:json|javascript|xml|manifest\\+json)(?:;.*)?");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d(?:T.*)?|1\\d{9}(?:\\d{3})?(?:\\.\\d+)?|\\d{1,2}:\\d\\d(?::\\d\\d.*)?");
  private static final Pattern ID = Pattern.compile("(?=.*\\d)[A-Za-z0-9_-]{7,}|[0-9a-f]{7,}");

  private final Artifact one;
  private final Artifact other;
  private int left;

  Hints(Artifact one, Artifact other, int most) {
    this.one = one;
    this.other = other;
    this.left = most;
  }

  /// Returns where `file` begins to differ, if it is a text and not too many were looked at.
  Optional<Hint> next(ManifestFile file) {
    if (left == 0 || !TEXT.matcher(file.contentType()).matches()) {
      return Optional.empty();
    }
    var first = bytes(one, file.path());
    var second = bytes(other, file.path());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    left--;
    return Optional.of(hint(first.get(), second.get()));
  }

  private static Optional<byte[]> bytes(Artifact artifact, String path) {
    return artifact
        .file(path)
        .filter(file -> file.plain().length() <= LARGEST)
        .map(file -> artifact.read(file.plain()).array());
  }

  private static Hint hint(byte[] one, byte[] other) {
    int offset = Math.max(0, Arrays.mismatch(one, other));
    var kind =
        matches(TIME, one, other, offset)
            ? Hint.Kind.TIME
            : matches(ID, one, other, offset) ? Hint.Kind.ID : Hint.Kind.TEXT;
    return new Hint(offset, excerpt(one, offset), excerpt(other, offset), kind);
  }

  private static boolean matches(Pattern pattern, byte[] one, byte[] other, int offset) {
    return pattern.matcher(token(one, offset)).matches()
        && pattern.matcher(token(other, offset)).matches();
  }

  /// Returns the word around `offset`, as identifiers and times are spelled.
  private static String token(byte[] bytes, int offset) {
    int begin = offset;
    while (begin > 0 && offset - begin < LONGEST_TOKEN && isOfToken(bytes[begin - 1])) {
      begin--;
    }
    int end = offset;
    while (end < bytes.length && end - offset < LONGEST_TOKEN && isOfToken(bytes[end])) {
      end++;
    }
    return new String(bytes, begin, end - begin, UTF_8);
  }

  private static boolean isOfToken(byte value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || value == '_'
        || value == '-'
        || value == ':'
        || value == '.'
        || value == '+';
  }

  private static String excerpt(byte[] bytes, int offset) {
    int begin = Math.max(0, offset - BEFORE);
    int end = Math.min(bytes.length, begin + SHOWN);
    return new String(bytes, begin, end - begin, UTF_8)
        .replaceAll("[\\p{Cntrl}\\uFFFD\"]", " ")
        .strip();
  }
}
