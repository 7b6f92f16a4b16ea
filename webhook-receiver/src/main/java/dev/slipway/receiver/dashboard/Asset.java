package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// A file that pages need, at a path with the hash of its content.
final class Asset {

  private static final int HASH_LENGTH = 16;

  private final String path;
  private final String contentType;
  private final byte[] content;

  private Asset(String path, String contentType, byte[] content) {
    this.path = path;
    this.contentType = contentType;
    this.content = content;
  }

  /// Loads the resource `name`.`extension` beside this class.
  static Asset load(String name, String extension, String contentType) {
    var file = name + "." + extension;
    try (var resource = Asset.class.getResourceAsStream(file)) {
      var content = Objects.requireNonNull(resource, file).readAllBytes();
      var path = "/assets/" + name + "." + hash(content) + "." + extension;
      return new Asset(path, contentType, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path() {
    return path;
  }

  Endpoint endpoint() {
    return Endpoint.get(
        path,
        (request, response) -> {
          response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
          Answer.send(request, response, contentType, content);
        });
  }

  private static String hash(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
