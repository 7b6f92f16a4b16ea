package dev.slipway.store.artifacts;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.retention.ArtifactHolds;
import dev.slipway.store.failure.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Artifacts as they are put and found by who is about to publish them: each is held first, so that
/// no cleaning takes it away before it is published.
public final class HeldArtifacts implements ArtifactStore {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TRIES = 100;

  private final ArtifactStore artifacts;
  private final ArtifactHolds holds;

  public HeldArtifacts(ArtifactStore artifacts, ArtifactHolds holds) {
    this.artifacts = artifacts;
    this.holds = holds;
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    hold(digest);
    artifacts.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    hold(digest);
    return artifacts.find(digest);
  }

  @Override
  public void used(ArtifactDigest digest) {
    artifacts.used(digest);
  }

  /// Waits for the end of a deletion, which takes a moment.
  private void hold(ArtifactDigest digest) {
    for (int i = 0; i < TRIES; i++) {
      if (holds.hold(digest)) {
        return;
      }
      pause();
    }
    throw new UnavailableException(
        "Artifact " + digest + " is being deleted, and that does not end; it is tried again later");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted while an artifact was being deleted", e);
    }
  }
}
