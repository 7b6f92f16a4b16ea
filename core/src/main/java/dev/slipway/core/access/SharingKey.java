package dev.slipway.core.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// The Ed25519 key pair of a project, which signs its share links.
///
/// @param publicKey base64 of its X.509 form, as [Access.Guarded] has it
/// @param privateKey base64 of its PKCS#8 form
public record SharingKey(String publicKey, Secret privateKey) {

  static final String ALGORITHM = "Ed25519";

  /// Returns a pair that nobody has seen before.
  public static SharingKey random() {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      var base64 = Base64.getEncoder();
      return new SharingKey(
          base64.encodeToString(pair.getPublic().getEncoded()),
          new Secret(base64.encodeToString(pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /// Returns what lets its bearer see the host `label` until `expiresAt`, to the second.
  public ShareToken sign(String label, Instant expiresAt) {
    long seconds = expiresAt.getEpochSecond();
    try {
      var encoded = Base64.getDecoder().decode(privateKey.reveal());
      var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(ShareToken.statement(label, seconds).getBytes(US_ASCII));
      var text = Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
      return new ShareToken(seconds, text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the private key of a sharing key is none", e);
    }
  }
}
