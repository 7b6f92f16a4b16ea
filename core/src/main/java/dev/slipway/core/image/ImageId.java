package dev.slipway.core.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a container image: the SHA-256 of its configuration, as 64 lower-case hexadecimal
/// digits. It is what an engine shows as the image's id once it is loaded (OCI image specification,
/// "ImageID").
public record ImageId(String hex) {

  private static final String ALGORITHM = "sha256:";
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  public ImageId {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException("an image's id must be 64 of 0-9a-f: " + hex);
    }
  }

  /// Returns the id that `text` spells, with or without `sha256:`, or empty if it spells none.
  public static Optional<ImageId> parse(String text) {
    var hex = text.startsWith(ALGORITHM) ? text.substring(ALGORITHM.length()) : text;
    return VALID.matcher(hex).matches() ? Optional.of(new ImageId(hex)) : Optional.empty();
  }

  @Override
  public String toString() {
    return ALGORITHM + hex;
  }
}
