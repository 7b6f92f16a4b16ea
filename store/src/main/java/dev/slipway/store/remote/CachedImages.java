package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.remote.RemoteImages.IncomingImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Portable images that are kept on another machine, and found as copies in a folder of this one,
/// up to a budget of bytes. Thread-safe.
public final class CachedImages implements ImageStore {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final RemoteImages remote;
  private final TarCache cache;

  /// @param folder where the copies are, for this purpose alone
  /// @param budget how many bytes they may have
  public CachedImages(RemoteImages remote, Path folder, long budget, Clock clock) {
    this.remote = remote;
    this.cache = new TarCache(folder, budget, clock);
  }

  @Override
  public void put(ImageId id, Path file) {
    remote.put(id, file);
  }

  @Override
  public Optional<Path> find(ImageId id) {
    var copy = cache.find(name(id));
    return copy.isPresent() ? copy : fetched(id);
  }

  private Optional<Path> fetched(ImageId id) {
    try {
      var incoming = remote.fetch(id);
      return incoming.isEmpty() ? Optional.empty() : Optional.of(copied(id, incoming.get()));
    } catch (BrokenTarException e) {
      throw new StoreException("What came as image " + id + " is not it: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UnavailableException("Image " + id + " can't be fetched: " + e.getMessage(), e);
    }
  }

  private Path copied(ImageId id, IncomingImage image) throws IOException {
    try (var tar = image.tar()) {
      var transfer = new Transfer(image.digest(), tar, LONGEST);
      return cache.add(name(id), tar.length(), transfer::write);
    }
  }

  /// Returns the name of its copy.
  private static ArtifactDigest name(ImageId id) {
    return new ArtifactDigest(id.hex());
  }
}
