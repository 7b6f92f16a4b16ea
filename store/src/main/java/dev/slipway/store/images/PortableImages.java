package dev.slipway.store.images;

import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.artifacts.Artifacts.Copies;
import dev.slipway.store.folder.FolderImages;
import dev.slipway.store.folder.FolderInventory;
import dev.slipway.store.remote.CachedImages;
import dev.slipway.store.s3.S3Images;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The portable images of a platform, beside its artifacts: in a folder or in a bucket.
/// Thread-safe.
///
/// Where there is a bucket, the folder holds what was written before there was, and is only read.
public final class PortableImages implements ImageStore, AutoCloseable {

  private final ImageStore store;
  private final FolderImages nearby;
  private final Inventory<ImageId> inventory;
  private final Runnable end;

  private PortableImages(
      ImageStore store, FolderImages nearby, Inventory<ImageId> inventory, Runnable end) {
    this.store = store;
    this.nearby = nearby;
    this.inventory = inventory;
    this.end = end;
  }

  /// Opens those of `place`.
  ///
  /// @param copies where copies are of artifacts that are in a bucket; those of images lie in a
  ///   folder `images` beside it, and may have as many bytes
  public static PortableImages at(ArtifactPlace place, Copies copies, Clock clock) {
    if (place.bucket().isEmpty()) {
      var files = FolderImages.in(place.images());
      return new PortableImages(files, files, FolderInventory.ofImages(place.images()), () -> {});
    }
    var remote = S3Images.in(place.bucket().get());
    var folder = copies.folder().resolveSibling("images");
    return new PortableImages(
        new CachedImages(remote, folder, copies.budget(), clock),
        FolderImages.readOnly(place.images()),
        remote.inventory(),
        remote::close);
  }

  /// Returns what there is of them where new ones go.
  public Inventory<ImageId> inventory() {
    return inventory;
  }

  @Override
  public void put(ImageId id, Path file) {
    store.put(id, file);
  }

  @Override
  public Optional<Path> find(ImageId id) {
    return nearby.find(id).or(() -> store.find(id));
  }

  @Override
  public void close() {
    end.run();
  }
}
