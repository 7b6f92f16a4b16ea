package dev.slipway.core.account;

import dev.slipway.core.secret.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A bearer token of the API: `slw_` and 40 hexadecimal digits of a secure random number.
///
/// Only its hash is stored. The number has 160 random bits, so a plain SHA-256 is enough: there is
/// no dictionary to try.
public record ApiToken(Secret secret) {

  private static final String PREFIX = "slw_";
  private static final int RANDOM_BYTES = 20;

  /// Returns a token that nobody has seen before.
  public static ApiToken random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiToken(new Secret(PREFIX + HexFormat.of().formatHex(bytes)));
  }

  /// Returns what is stored of this token: the SHA-256 of its text, in hexadecimal.
  public String hash() {
    return HexFormat.of().formatHex(sha256().digest(secret.utf8()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
