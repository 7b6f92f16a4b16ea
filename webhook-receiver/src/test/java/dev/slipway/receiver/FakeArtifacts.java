package dev.slipway.receiver;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.store.failure.UnavailableException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Artifacts where a test says that they are.
final class FakeArtifacts implements ArtifactStore {

  private final Map<ArtifactDigest, Path> tars = new ConcurrentHashMap<>();

  /// Whether the store can't be reached.
  volatile boolean away;

  @Override
  public void put(ArtifactDigest digest, Path file) {
    tars.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    if (away) {
      throw new UnavailableException("The bucket of tests does not answer");
    }
    return Optional.ofNullable(tars.get(digest));
  }
}
