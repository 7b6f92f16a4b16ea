package dev.slipway.core.artifact;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an artifact: the SHA-256 of its tar, as 64 lower-case hexadecimal digits.
public record ArtifactDigest(String hex) {

  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public ArtifactDigest {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("digest must be 64 of 0-9a-f: " + hex);
    }
  }

  /// Returns the digest that `text` spells, or empty if it spells none.
  public static Optional<ArtifactDigest> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new ArtifactDigest(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }
}
