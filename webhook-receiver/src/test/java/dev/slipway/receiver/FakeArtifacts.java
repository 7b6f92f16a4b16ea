package dev.slipway.receiver;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Artifacts where a test says that they are.
final class FakeArtifacts implements ArtifactStore {

  private final Map<ArtifactDigest, Path> tars = new ConcurrentHashMap<>();

  @Override
  public void put(ArtifactDigest digest, Path file) {
    tars.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return Optional.ofNullable(tars.get(digest));
  }
}
