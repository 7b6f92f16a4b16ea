package dev.slipway.site.cache;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.artifact.ArtifactDigest;
import java.util.concurrent.atomic.AtomicBoolean;

/// The right to read from an open artifact: it stays open at least until this is closed.
public final class ArtifactLease implements AutoCloseable {

  private final SharedArtifact shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  ArtifactLease(SharedArtifact shared) {
    this.shared = shared;
  }

  public ArtifactDigest digest() {
    return shared.digest();
  }

  public Artifact artifact() {
    return shared.artifact();
  }

  /// Returns what gives the right to read from the same artifact again, while that is open.
  public FoundArtifact found() {
    return shared.found();
  }

  SharedArtifact shared() {
    return shared;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      shared.release();
    }
  }
}
