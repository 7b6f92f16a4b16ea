package dev.slipway.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A text that must not be seen: it prints as `***`, and is compared in constant time.
///
/// @param reveal the text itself; call it only where the value is used for what it is meant for
public record Secret(String reveal) {

  /// Returns the bytes of the text in UTF-8.
  public byte[] utf8() {
    return reveal.getBytes(StandardCharsets.UTF_8);
  }

  /// Tells whether both are the same text, in a time that does not depend on where they differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(utf8(), secret.utf8());
  }

  @Override
  public int hashCode() {
    return 0; // a hash of the text would tell something of it
  }

  @Override
  public String toString() {
    return "***";
  }
}
