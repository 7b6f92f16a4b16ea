package dev.slipway.core.access;

import dev.slipway.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What a password is checked against: `pbkdf2-sha256$ITERATIONS$SALT$HASH`, salt and hash in
/// base64. A value that is none of these matches no password.
public record PasswordHash(String value) {

  private static final String SCHEME = "pbkdf2-sha256";
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final Pattern FORM =
      Pattern.compile(
          SCHEME + "\\$([1-9][0-9]{0,7})\\$([A-Za-z0-9+/]+={0,2})\\$([A-Za-z0-9+/]+={0,2})");

  /// What OWASP asks of PBKDF2 with HMAC-SHA256; about 0.3 s of a processor.
  private static final int ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /// Returns the hash of `password`, with a salt of its own. It takes as long as a check.
  public static PasswordHash of(Secret password, SecureRandom random) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var hash = derived(password, salt, ITERATIONS, HASH_BYTES);
    return new PasswordHash(
        String.join("$", SCHEME, String.valueOf(ITERATIONS), base64(salt), base64(hash)));
  }

  /// Tells whether this is the hash of `password`. It is meant to take long: a good part of a
  /// second.
  public boolean matches(Secret password) {
    var parts = FORM.matcher(value);
    if (!parts.matches()) {
      return false;
    }
    try {
      var salt = Base64.getDecoder().decode(parts.group(2));
      var hash = Base64.getDecoder().decode(parts.group(3));
      var given = derived(password, salt, Integer.parseInt(parts.group(1)), hash.length);
      return MessageDigest.isEqual(hash, given);
    } catch (IllegalArgumentException _) {
      return false; // characters of base64, but not base64
    }
  }

  private static byte[] derived(Secret password, byte[] salt, int iterations, int bytes) {
    var keys = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, bytes * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(keys).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    } finally {
      keys.clearPassword();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Returns nothing of the hash, which could be guessed at.
  @Override
  public String toString() {
    return "PasswordHash[***]";
  }
}
