package dev.slipway.store.artifacts;

import dev.slipway.core.artifact.ArtifactDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/// Bytes to keep in tests, and their digests.
public final class Tars {

  private Tars() {}

  /// Returns `length` bytes, each time the same for the same `seed`.
  public static byte[] bytes(long seed, int length) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Returns the digest of `bytes`.
  public static ArtifactDigest digest(byte[] bytes) {
    try {
      return new ArtifactDigest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Writes `bytes` to a new file in `folder`.
  public static Path file(Path folder, byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "packed", ".tar"), bytes);
  }
}
