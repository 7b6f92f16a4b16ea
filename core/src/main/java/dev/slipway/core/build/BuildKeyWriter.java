package dev.slipway.core.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Makes a key of what it is told, in its order.
///
/// Every text is preceded by its length and every list by its number of texts, so that no two
/// different things are spelled by the same bytes. Not thread-safe.
public final class BuildKeyWriter {

  private final MessageDigest digest = sha256();

  /// Adds what `name` is.
  public BuildKeyWriter add(String name, String value) {
    text(name);
    text(value);
    return this;
  }

  /// Adds what `name` are, in this order.
  public BuildKeyWriter add(String name, List<String> values) {
    text(name);
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  /// Returns the key; nothing can be added any more.
  public BuildKey key() {
    return new BuildKey(HexFormat.of().formatHex(digest.digest()));
  }

  private void text(String text) {
    var bytes = text.getBytes(UTF_8);
    number(bytes.length);
    digest.update(bytes);
  }

  private void number(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
