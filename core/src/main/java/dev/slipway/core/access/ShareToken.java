package dev.slipway.core.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What lets its bearer see one host for a while: `s1.EXPIRY.SIGNATURE`, the expiry in seconds
/// since 1970, the signature in base64url. It needs no list of what was handed out: the signature
/// is over the version, the host's label and the expiry, so it holds for no other host and no
/// longer.
///
/// @param signature the 64 bytes of Ed25519 in base64url, not checked yet
public record ShareToken(long expirySeconds, String signature) {

  private static final String VERSION = "s1";
  private static final Pattern FORM =
      Pattern.compile(VERSION + "\\.([1-9][0-9]{0,11})\\.([A-Za-z0-9_-]{86})");

  /// Returns the token that `text` spells, or empty if it spells none.
  public static Optional<ShareToken> parse(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new ShareToken(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  public Instant expiresAt() {
    return Instant.ofEpochSecond(expirySeconds);
  }

  /// Tells whether it was signed for the host `label` with the private key that belongs to
  /// `publicKey`. Whether it has expired is another question.
  public boolean isFor(String label, String publicKey) {
    try {
      var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey));
      var check = Signature.getInstance(SharingKey.ALGORITHM);
      check.initVerify(KeyFactory.getInstance(SharingKey.ALGORITHM).generatePublic(encoded));
      check.update(statement(label, expirySeconds).getBytes(US_ASCII));
      return check.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false; // no signature, or no key
    }
  }

  /// Returns what is signed.
  static String statement(String label, long expirySeconds) {
    return "slipway share " + VERSION + "\n" + label + "\n" + expirySeconds;
  }

  /// Returns the token as it stands in a link.
  public String text() {
    return VERSION + "." + expirySeconds + "." + signature;
  }

  @Override
  public String toString() {
    return "ShareToken[" + expiresAt() + "]";
  }
}
