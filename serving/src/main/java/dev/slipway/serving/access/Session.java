package dev.slipway.serving.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.alias.HostLabel;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proof that a visitor was let in, kept by the visitor: `KIND.EXPIRY.MAC`, the expiry in seconds
/// since 1970.
///
/// The MAC is keyed by what is known of the password or the bypass token that opened the host, so
/// it ends with that, and it is over the host's label, so it holds for no other host.
record Session(Kind kind, long expirySeconds, String mac) {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM =
      Pattern.compile("(p1|b1)\\.([1-9][0-9]{0,11})\\.([A-Za-z0-9_-]{43})");

  /// What let the visitor in.
  enum Kind {
    PASSWORD("p1"),
    BYPASS("b1");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /// Returns a new one for the host `label`, which holds as long as `key` does, until `expiresAt`.
  static Session open(Kind kind, HostLabel label, String key, Instant expiresAt) {
    long expiry = expiresAt.getEpochSecond();
    return new Session(kind, expiry, mac(kind, label, key, expiry));
  }

  /// Returns the session that `text` spells, or empty if it spells none.
  static Optional<Session> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var kind = Kind.PASSWORD.word.equals(parts.group(1)) ? Kind.PASSWORD : Kind.BYPASS;
    return Optional.of(new Session(kind, Long.parseLong(parts.group(2)), parts.group(3)));
  }

  /// Tells whether it was opened with `key` for the host `label` and has not expired at `now`.
  boolean holds(HostLabel label, String key, Instant now) {
    var expected = mac(kind, label, key, expirySeconds);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), mac.getBytes(UTF_8))
        && Instant.ofEpochSecond(expirySeconds).isAfter(now);
  }

  String text() {
    return kind.word + "." + expirySeconds + "." + mac;
  }

  private static String mac(Kind kind, HostLabel label, String key, long expiry) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      var statement = "slipway session " + kind.word + "\n" + label + "\n" + expiry;
      var bytes = mac.doFinal(statement.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
