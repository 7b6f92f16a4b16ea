package dev.slipway.core.access;

import dev.slipway.core.secret.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What lets automation see every guarded host of a project: `slb_` and 64 hexadecimal digits of a
/// secure random number. Only its digest is stored; a number of 256 random bits needs no slow hash.
public record BypassToken(Secret secret) {

  private static final String PREFIX = "slb_";
  private static final int RANDOM_BYTES = 32;

  /// Returns a token that nobody has seen before.
  public static BypassToken random(SecureRandom random) {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new BypassToken(new Secret(PREFIX + HexFormat.of().formatHex(bytes)));
  }

  /// Returns what is stored of it: the SHA-256 of its text, in hexadecimal.
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.utf8()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
