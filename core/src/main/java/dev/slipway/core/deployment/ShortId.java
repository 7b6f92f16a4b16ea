package dev.slipway.core.deployment;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The short name of one deployment, and the label of its host: `{shortId}.example.com`.
///
/// 10 characters of base 36, with at least one digit so that no word of ten letters is one.
public record ShortId(String value) {

  private static final int LENGTH = 10;
  private static final int BASE = 36;
  private static final Pattern VALID = Pattern.compile("(?=.*[0-9])[a-z0-9]{10}");

  public ShortId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "short id must be 10 of a-z0-9 with at least one digit: " + value);
    }
  }

  /// Returns the short id that `text` spells, or empty if it spells none.
  public static Optional<ShortId> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new ShortId(text)) : Optional.empty();
  }

  /// Returns one of the 3.5 · 10¹⁵ short ids, each as likely as any other.
  public static ShortId random(RandomGenerator random) {
    while (true) {
      var text = new StringBuilder(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        text.append(Character.forDigit(random.nextInt(BASE), BASE));
      }
      var candidate = parse(text.toString());
      if (candidate.isPresent()) {
        return candidate.get();
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
