package dev.slipway.store.s3;

import dev.slipway.core.artifact.Bucket;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The objects of one bucket, by keys without the bucket's prefix. Thread-safe.
///
/// Every request has an end. What fails because the store can't be reached, or has trouble of its
/// own, is an [UnavailableException]; what it refuses, any other [StoreException].
final class S3Objects implements AutoCloseable {

  /// What is usually sent at once.
  static final long PART_BYTES = 8 << 20;

  private static final int SERVER_FAULT = 500;
  private static final int SLOW_DOWN = 429;

  private final Bucket bucket;
  private final long partBytes;
  private final S3Client client;

  /// One object.
  record Listed(String key, long bytes, Instant changedAt) {}

  /// An object on its way. To be closed, which may be before its end.
  record Incoming(long length, Map<String, String> metadata, InputStream bytes) {

    Incoming {
      metadata = Map.copyOf(metadata);
    }
  }

  /// @param partBytes what is longer is sent in parts as long as this
  S3Objects(Bucket bucket, long partBytes) {
    this.bucket = bucket;
    this.partBytes = partBytes;
    this.client = S3Connection.open(bucket);
  }

  String name() {
    return "the bucket " + bucket;
  }

  /// Writes a small object, or replaces it; readers see the old one or the new one.
  void put(String key, byte[] bytes) {
    var md5 = md5(bytes);
    asked(
        "write " + key,
        () ->
            client.putObject(
                put ->
                    put.bucket(bucket.name())
                        .key(key(key))
                        .contentMD5(md5)
                        .overrideConfiguration(S3Connection::upload),
                RequestBody.fromBytes(bytes)));
  }

  /// Writes an object from a file, or replaces it.
  ///
  /// @throws IOException if the file can't be read
  void put(String key, FilePart file, Map<String, String> metadata) throws IOException {
    try {
      if (file.length() > partBytes) {
        new PartedUpload(client, bucket.name(), key(key), partBytes).send(file, metadata);
        return;
      }
      var md5 = file.md5();
      client.putObject(
          put ->
              put.bucket(bucket.name())
                  .key(key(key))
                  .metadata(metadata)
                  .contentMD5(md5)
                  .overrideConfiguration(S3Connection::upload),
          file.body());
    } catch (SdkException e) {
      throw failed("write " + key, e);
    }
  }

  /// Returns the length of an object; empty if there is none.
  OptionalLong length(String key) {
    return asked(
        "look at " + key,
        () -> {
          try {
            var head = client.headObject(request -> request.bucket(bucket.name()).key(key(key)));
            return OptionalLong.of(head.contentLength());
          } catch (NoSuchKeyException _) {
            return OptionalLong.empty();
          }
        });
  }

  /// Begins to read an object; empty if there is none.
  Optional<Incoming> open(String key) {
    return asked(
        "read " + key,
        () -> {
          try {
            var object = client.getObject(get -> get.bucket(bucket.name()).key(key(key)));
            var response = object.response();
            return Optional.of(
                new Incoming(response.contentLength(), response.metadata(), new Abortable(object)));
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  /// Returns `length` bytes of an object from `offset`, which it has; empty if it is gone.
  Optional<byte[]> bytes(String key, long offset, int length) {
    var range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    return asked(
        "read " + key,
        () -> {
          try {
            return Optional.of(
                client
                    .getObjectAsBytes(get -> get.bucket(bucket.name()).key(key(key)).range(range))
                    .asByteArray());
          } catch (NoSuchKeyException _) {
            return Optional.empty();
          }
        });
  }

  /// Returns the objects whose keys begin with `prefix`.
  List<Listed> list(String prefix) {
    return asked(
        "list " + prefix,
        () ->
            client
                .listObjectsV2Paginator(list -> list.bucket(bucket.name()).prefix(key(prefix)))
                .contents()
                .stream()
                .map(object ->
                    new Listed(
                        object.key().substring(bucket.prefix().length()),
                        object.size(),
                        object.lastModified()))
                .toList());
  }

  /// Removes an object, if there is one.
  void delete(String key) {
    asked(
        "remove " + key,
        () -> client.deleteObject(delete -> delete.bucket(bucket.name()).key(key(key))));
  }

  @Override
  public void close() {
    client.close();
  }

  private interface Question<T> {
    T ask();
  }

  private <T> T asked(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (SdkException e) {
      throw failed(what, e);
    }
  }

  private StoreException failed(String what, SdkException cause) {
    var message = "Can't %s in %s: %s".formatted(what, name(), cause.getMessage());
    return isRefusal(cause)
        ? new StoreException(message, cause)
        : new UnavailableException(message, cause);
  }

  private static boolean isRefusal(SdkException cause) {
    return cause instanceof SdkServiceException answer
        && answer.statusCode() < SERVER_FAULT
        && answer.statusCode() != SLOW_DOWN;
  }

  private String key(String key) {
    return bucket.prefix() + key;
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /// The bytes of an object. Closed before its end, it does not wait for the rest.
  private static final class Abortable extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> object;
    private boolean ended;

    private Abortable(ResponseInputStream<GetObjectResponse> object) {
      super(object);
      this.object = object;
    }

    @Override
    public int read() throws IOException {
      int next = object.read();
      ended |= next < 0;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = object.read(buffer, offset, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        object.close();
      } else {
        object.abort();
      }
    }
  }
}
