package dev.slipway.core.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The public half of an Ed25519 key pair.
///
/// @param base64 of its X.509 form
public record VerifyingKey(String base64) {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "\n-----END PUBLIC KEY-----\n";

  /// Returns the key that `pem` spells, or empty if it spells none.
  public static Optional<VerifyingKey> parse(String pem) {
    var text = pem.strip() + "\n";
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return Optional.empty();
    }
    var inside = text.substring(BEGIN.length(), text.length() - END.length()).replace("\n", "");
    var key = new VerifyingKey(inside);
    return key.decoded().isPresent() ? Optional.of(key) : Optional.empty();
  }

  /// Returns it as others read it (RFC 7468).
  public String pem() {
    return BEGIN + base64 + END;
  }

  /// Returns what names it: the SHA-256 of its X.509 form.
  public String id() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Tells whether `signature` is its signature of `message`.
  public boolean verifies(byte[] message, byte[] signature) {
    var key = decoded();
    if (key.isEmpty()) {
      return false;
    }
    try {
      var verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(key.get());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) { // a signature of another length is none
      return false;
    }
  }

  private Optional<PublicKey> decoded() {
    try {
      var encoded = Base64.getDecoder().decode(base64.getBytes(US_ASCII));
      return Optional.of(
          KeyFactory.getInstance(SigningKey.ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
