package dev.slipway.artifact.image;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 digests in hexadecimal, of what is there and of what passes by.
final class Hashing {

  private Hashing() {}

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /// Returns a stream that hands on to `out`, and knows the digest of what has passed.
  static DigestOutputStream through(OutputStream out) {
    return new DigestOutputStream(out, sha256());
  }

  /// Returns the digest of all that has passed, once.
  static String passed(DigestOutputStream out) {
    return HexFormat.of().formatHex(out.getMessageDigest().digest());
  }

  /// Returns a stream that hands on from `in`, and knows the digest of what has passed.
  static DigestInputStream from(InputStream in) {
    return new DigestInputStream(in, sha256());
  }

  /// Returns the digest of all that has passed, once.
  static String passed(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
