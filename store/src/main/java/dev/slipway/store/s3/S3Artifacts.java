package dev.slipway.store.s3;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.remote.RemoteArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Artifacts as objects in a bucket: `artifacts/ab/abcdef….tar` by their digests. Thread-safe.
public final class S3Artifacts implements RemoteArtifacts {

  /* An object appears whole or not at all, under a key that is the digest of its bytes: so one that
   * is there, and as long as it should be, is the artifact, and is left as it is. The file's digest
   * is checked before a byte of it is sent, and the store checks that of every request's body.
   *
   * The parts of an upload that was killed are invisible, but are paid for until the bucket's
   * lifecycle rule ends the upload.
   */

  private static final String FOLDER = "artifacts/";
  private static final String TAR = ".tar";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SHARD_CHARACTERS = 2;

  private final S3Objects objects;

  private S3Artifacts(Bucket bucket, long partBytes) {
    this.objects = new S3Objects(bucket, partBytes);
  }

  /// Opens the artifacts in `bucket`, which nobody has asked for anything yet.
  public static S3Artifacts in(Bucket bucket) {
    return new S3Artifacts(bucket, S3Objects.PART_BYTES);
  }

  /// Opens them, to send what is longer than `partBytes` in such parts.
  static S3Artifacts inParts(Bucket bucket, long partBytes) {
    return new S3Artifacts(bucket, partBytes);
  }

  /// Returns what there is of them.
  public Inventory<ArtifactDigest> inventory() {
    return new S3Inventory<>(objects, FOLDER, S3Artifacts::digest, S3Artifacts::key);
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    try {
      requireDigest(digest, file);
      long length = Files.size(file);
      if (!isThere(digest, length)) {
        objects.put(key(digest), new FilePart(file, 0, length), Map.of());
        if (!isThere(digest, length)) {
          throw new StoreException("Artifact " + digest + " was sent and is not in " + name());
        }
      }
    } catch (IOException e) {
      throw failed("keep artifact " + digest, e);
    }
  }

  @Override
  public Optional<Incoming> fetch(ArtifactDigest digest) throws IOException {
    try {
      return objects.open(key(digest)).map(object -> new Incoming(object.length(), object.bytes()));
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return objects.name();
  }

  /// Writes a small object, reads it and removes it again, as a runner and a static server must be
  /// able to.
  ///
  /// @throws StoreException if one of that fails
  public void tryOut() {
    var key = "probe/" + UUID.randomUUID();
    var bytes = key.getBytes(StandardCharsets.US_ASCII);
    objects.put(key, bytes);
    var found =
        objects
            .bytes(key, 0, bytes.length)
            .map(read -> new String(read, StandardCharsets.US_ASCII));
    objects.delete(key);
    if (!found.equals(Optional.of(key))) {
      throw new StoreException(name() + " does not return what was written to it");
    }
  }

  @Override
  public void close() {
    objects.close();
  }

  private StoreException failed(String what, Exception cause) {
    return new StoreException(
        "Can't %s in %s: %s".formatted(what, name(), cause.getMessage()), cause);
  }

  private boolean isThere(ArtifactDigest digest, long length) {
    var found = objects.length(key(digest));
    return found.isPresent() && found.getAsLong() == length;
  }

  private static String key(ArtifactDigest digest) {
    var hex = digest.hex();
    return FOLDER + hex.substring(0, SHARD_CHARACTERS) + "/" + hex + TAR;
  }

  private static Optional<ArtifactDigest> digest(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    return name.endsWith(TAR)
        ? ArtifactDigest.parse(name.substring(0, name.length() - TAR.length()))
        : Optional.empty();
  }

  private static void requireDigest(ArtifactDigest digest, Path file) throws IOException {
    var actual = digestOf(file);
    if (!actual.equals(digest)) {
      throw new StoreException(
          "The file that was to be kept as artifact " + digest + " is " + actual);
    }
  }

  static ArtifactDigest digestOf(Path file) throws IOException {
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
}
