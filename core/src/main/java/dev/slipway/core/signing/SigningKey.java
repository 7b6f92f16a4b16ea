package dev.slipway.core.signing;

import dev.slipway.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// The Ed25519 key pair that the platform signs with.
///
/// @param verifying its public half
/// @param privateKey base64 of its PKCS#8 form
public record SigningKey(VerifyingKey verifying, Secret privateKey) {

  static final String ALGORITHM = "Ed25519";

  /// Returns a pair that nobody has seen before.
  public static SigningKey random() {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      var base64 = Base64.getEncoder();
      return new SigningKey(
          new VerifyingKey(base64.encodeToString(pair.getPublic().getEncoded())),
          new Secret(base64.encodeToString(pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /// Returns the signature of `message`.
  public byte[] sign(byte[] message) {
    try {
      var encoded = Base64.getDecoder().decode(privateKey.reveal());
      var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("the private key of the platform is none", e);
    }
  }
}
