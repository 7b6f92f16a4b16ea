package dev.slipway.core.deployment;

import java.util.Optional;
import java.util.regex.Pattern;

/// The full id of a Git commit: 40 lower-case hexadecimal digits (SHA-1).
public record CommitSha(String value) {

  private static final Pattern VALID = Pattern.compile("[0-9a-f]{40}");
  private static final int ABBREVIATED = 7;

  public CommitSha {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("commit must be 40 of 0-9a-f: " + value);
    }
  }

  /// Returns the commit that `text` spells, or empty if it spells none.
  public static Optional<CommitSha> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new CommitSha(text)) : Optional.empty();
  }

  /// Returns the first seven digits, as people write it.
  public String abbreviated() {
    return value.substring(0, ABBREVIATED);
  }

  @Override
  public String toString() {
    return value;
  }
}
