package dev.slipway.store.artifacts;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.remote.CachedArtifacts;
import dev.slipway.store.s3.S3Artifacts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The artifacts of a platform, in a folder or in a bucket. Thread-safe.
public final class Artifacts implements ArtifactStore, AutoCloseable {

  private final ArtifactStore store;
  private final Inventory<ArtifactDigest> inventory;
  private final Runnable end;

  private Artifacts(ArtifactStore store, Inventory<ArtifactDigest> inventory, Runnable end) {
    this.store = store;
    this.inventory = inventory;
    this.end = end;
  }

  /// Opens those of `place`.
  ///
  /// @param copies a folder for copies of what is in a bucket, for this purpose alone, and how many
  ///   bytes of them there may be
  public static Artifacts at(ArtifactPlace place, Copies copies, Clock clock) {
    if (place.bucket().isEmpty()) {
      var files = FolderArtifacts.in(place.folder());
      return new Artifacts(files, files.inventory(), () -> {});
    }
    var remote = S3Artifacts.in(place.bucket().get());
    var nearby = FolderArtifacts.readOnly(place.folder());
    return new Artifacts(
        new CachedArtifacts(nearby, remote, copies.folder(), copies.budget(), clock),
        remote.inventory(),
        remote::close);
  }

  /// Returns what there is of them where new ones go.
  public Inventory<ArtifactDigest> inventory() {
    return inventory;
  }

  /// Where copies of artifacts are that are kept elsewhere.
  ///
  /// @param budget how many bytes they may have
  public record Copies(Path folder, long budget) {}

  @Override
  public void put(ArtifactDigest digest, Path file) {
    store.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return store.find(digest);
  }

  @Override
  public void used(ArtifactDigest digest) {
    store.used(digest);
  }

  @Override
  public void close() {
    end.run();
  }
}
