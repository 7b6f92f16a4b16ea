package dev.slipway.site.cache;

import java.lang.ref.WeakReference;
import java.util.Optional;

/// An open artifact that was found once, to read from it again without looking for its name. It
/// neither keeps it open nor in memory. Thread-safe.
public final class FoundArtifact {

  private final WeakReference<SharedArtifact> shared;

  FoundArtifact(SharedArtifact shared) {
    this.shared = new WeakReference<>(shared);
  }

  /// Returns the right to read from it; empty if it is not open any more.
  public Optional<ArtifactLease> lease() {
    var artifact = shared.get();
    return artifact == null ? Optional.empty() : artifact.lease();
  }
}
