package dev.slipway.receiver.hook;

import dev.slipway.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a sender claims to know the secret by: the HMAC-SHA256 of the raw body, as GitHub writes it
/// into `X-Hub-Signature-256`.
record Signature(String hex) {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern HEADER = Pattern.compile("sha256=([0-9a-f]{64})");
  private static final Signature NONE = new Signature("0".repeat(64));

  /// Returns the signature in `header`, or empty if it is none.
  static Optional<Signature> parse(String header) {
    var matcher = HEADER.matcher(header);
    return matcher.matches() ? Optional.of(new Signature(matcher.group(1))) : Optional.empty();
  }

  /// Returns a signature to check where there was none, so that this takes as long.
  static Signature none() {
    return NONE;
  }

  /// Returns what `secret` makes of `body`.
  static Signature of(Secret secret, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.utf8(), ALGORITHM));
      return new Signature(HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// Tells whether `secret` makes this of `body`, in a time that does not depend on where it would
  /// differ.
  boolean matches(Secret secret, byte[] body) {
    var expected = HexFormat.of().parseHex(of(secret, body).hex);
    return MessageDigest.isEqual(expected, HexFormat.of().parseHex(hex));
  }
}
