package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The name and the password that a visitor sends (RFC 7617).
final class Credentials {

  private static final String SCHEME = "basic ";
  private static final byte[] NONE = {};

  private Credentials() {}

  /// Tells whether `header`, an `Authorization`, is among those `allowed`, each `user:password`. It
  /// compares with all of them, each as long as it takes, so that the time tells nothing.
  static boolean match(List<String> allowed, Optional<String> header) {
    byte[] sent = header.map(Credentials::decoded).orElse(NONE);
    boolean match = false;
    for (var one : allowed) {
      match |= MessageDigest.isEqual(sent, one.getBytes(UTF_8));
    }
    return match;
  }

  private static byte[] decoded(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return NONE;
    }
    try {
      return Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
    } catch (IllegalArgumentException _) {
      return NONE;
    }
  }
}
