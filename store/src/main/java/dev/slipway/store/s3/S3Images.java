package dev.slipway.store.s3;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.remote.RemoteArtifacts;
import dev.slipway.store.remote.RemoteImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Portable images as objects in a bucket: `images/ab/abcdef….tar` by their ids, each with the
/// SHA-256 of its bytes beside it. Thread-safe.
public final class S3Images implements RemoteImages {

  private static final String FOLDER = "images/";
  private static final String TAR = ".tar";
  private static final String SHA256 = "sha256";
  private static final int SHARD_CHARACTERS = 2;

  private final S3Objects objects;

  private S3Images(Bucket bucket, long partBytes) {
    this.objects = new S3Objects(bucket, partBytes);
  }

  /// Opens the images in `bucket`, which nobody has asked for anything yet.
  public static S3Images in(Bucket bucket) {
    return new S3Images(bucket, S3Objects.PART_BYTES);
  }

  /// Opens them, to send what is longer than `partBytes` in such parts.
  static S3Images inParts(Bucket bucket, long partBytes) {
    return new S3Images(bucket, partBytes);
  }

  /// Returns what there is of them.
  public Inventory<ImageId> inventory() {
    return new S3Inventory<>(objects, FOLDER, S3Images::id, S3Images::key);
  }

  @Override
  public void put(ImageId id, Path file) {
    try {
      if (objects.length(key(id)).isEmpty()) {
        var digest = S3Artifacts.digestOf(file);
        objects.put(key(id), new FilePart(file, 0, Files.size(file)), Map.of(SHA256, digest.hex()));
      }
    } catch (IOException e) {
      throw new StoreException("Can't keep image %s in %s: %s".formatted(id, objects.name(), e), e);
    }
  }

  @Override
  public Optional<IncomingImage> fetch(ImageId id) throws IOException {
    try {
      var object = objects.open(key(id));
      return object.isEmpty() ? Optional.empty() : Optional.of(incoming(id, object.get()));
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static IncomingImage incoming(ImageId id, S3Objects.Incoming object) throws IOException {
    var tar = new RemoteArtifacts.Incoming(object.length(), object.bytes());
    var digest = ArtifactDigest.parse(object.metadata().getOrDefault(SHA256, ""));
    if (digest.isEmpty()) {
      tar.close();
      throw new IOException("the object of image " + id + " does not say what its bytes are");
    }
    return new IncomingImage(digest.get(), tar);
  }

  @Override
  public void close() {
    objects.close();
  }

  private static String key(ImageId id) {
    return FOLDER + id.hex().substring(0, SHARD_CHARACTERS) + "/" + id.hex() + TAR;
  }

  private static Optional<ImageId> id(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    return name.endsWith(TAR)
        ? ImageId.parse(name.substring(0, name.length() - TAR.length()))
        : Optional.empty();
  }
}
