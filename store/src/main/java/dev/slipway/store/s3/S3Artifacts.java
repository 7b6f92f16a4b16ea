package dev.slipway.store.s3;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.remote.RemoteArtifacts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Artifacts as objects in a bucket: `artifacts/ab/abcdef….tar` by their digests. Thread-safe.
public final class S3Artifacts implements RemoteArtifacts {

  /* An object appears whole or not at all, under a key that is the digest of its bytes: so one that
   * is there, and as long as it should be, is the artifact, and is left as it is. The file's digest
   * is checked before a byte of it is sent, and the store checks that of every request's body.
   *
   * The parts of an upload that was killed are invisible, but are paid for until the bucket's
   * lifecycle rule ends the upload.
   */

  private static final long PART_BYTES = 8 << 20;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SHARD_CHARACTERS = 2;

  private final Bucket bucket;
  private final long partBytes;
  private final S3Client client;

  private S3Artifacts(Bucket bucket, long partBytes) {
    this.bucket = bucket;
    this.partBytes = partBytes;
    this.client = S3Connection.open(bucket);
  }

  /// Opens the artifacts in `bucket`, which nobody has asked for anything yet.
  public static S3Artifacts in(Bucket bucket) {
    return new S3Artifacts(bucket, PART_BYTES);
  }

  /// Opens them, to send what is longer than `partBytes` in such parts.
  static S3Artifacts inParts(Bucket bucket, long partBytes) {
    return new S3Artifacts(bucket, partBytes);
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    try {
      requireDigest(digest, file);
      long length = Files.size(file);
      if (!isThere(digest, length)) {
        send(digest, new FilePart(file, 0, length));
        if (!isThere(digest, length)) {
          throw new StoreException("Artifact " + digest + " was sent and is not in " + name());
        }
      }
    } catch (IOException | SdkException e) {
      throw failed("keep artifact " + digest, e);
    }
  }

  @Override
  public Optional<Incoming> fetch(ArtifactDigest digest) throws IOException {
    try {
      var object = client.getObject(get -> get.bucket(bucket.name()).key(key(digest)));
      return Optional.of(new Incoming(object.response().contentLength(), new Abortable(object)));
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "the bucket " + bucket;
  }

  /// Writes a small object, reads it and removes it again, as a runner and a static server must be
  /// able to.
  ///
  /// @throws StoreException if one of that fails
  public void tryOut() {
    var key = bucket.prefix() + "probe/" + UUID.randomUUID();
    try {
      client.putObject(put -> put.bucket(bucket.name()).key(key), RequestBody.fromString(key));
      var found = client.getObjectAsBytes(get -> get.bucket(bucket.name()).key(key)).asUtf8String();
      client.deleteObject(delete -> delete.bucket(bucket.name()).key(key));
      if (!found.equals(key)) {
        throw new StoreException(name() + " does not return what was written to it");
      }
    } catch (SdkException e) {
      throw failed("write, read and remove an object", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private StoreException failed(String what, Exception cause) {
    return new StoreException(
        "Can't %s in %s: %s".formatted(what, name(), cause.getMessage()), cause);
  }

  private boolean isThere(ArtifactDigest digest, long length) {
    var found = length(digest);
    return found.isPresent() && found.getAsLong() == length;
  }

  private OptionalLong length(ArtifactDigest digest) {
    try {
      var head = client.headObject(request -> request.bucket(bucket.name()).key(key(digest)));
      return OptionalLong.of(head.contentLength());
    } catch (NoSuchKeyException _) {
      return OptionalLong.empty();
    }
  }

  private void send(ArtifactDigest digest, FilePart file) throws IOException {
    if (file.length() > partBytes) {
      new PartedUpload(client, bucket.name(), key(digest), partBytes).send(file);
    } else {
      var md5 = file.md5();
      client.putObject(
          put ->
              put.bucket(bucket.name())
                  .key(key(digest))
                  .contentMD5(md5)
                  .overrideConfiguration(S3Connection::upload),
          file.body());
    }
  }

  private String key(ArtifactDigest digest) {
    var hex = digest.hex();
    return bucket.prefix() + "artifacts/" + hex.substring(0, SHARD_CHARACTERS) + "/" + hex + ".tar";
  }

  private static void requireDigest(ArtifactDigest digest, Path file) throws IOException {
    var actual = digestOf(file);
    if (!actual.equals(digest)) {
      throw new StoreException(
          "The file that was to be kept as artifact " + digest + " is " + actual);
    }
  }

  private static ArtifactDigest digestOf(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[BUFFER_BYTES];
      for (int count; (count = bytes.read(buffer)) >= 0; ) {
        sha256.update(buffer, 0, count);
      }
      return new ArtifactDigest(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
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
