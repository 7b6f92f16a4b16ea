package dev.slipway.site.cache;

import dev.slipway.artifact.Artifact;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// An open artifact that several requests read from at once, closed by the last who lets go of it.
/// Thread-safe.
///
/// The cache holds it too, from the beginning: so it is closed when it has left the cache *and*
/// nobody reads from it any more, whichever comes last.
final class SharedArtifact {

  private final Artifact artifact;
  private final AtomicInteger holders = new AtomicInteger(1);

  /// Shares `artifact`, which is held once already.
  SharedArtifact(Artifact artifact) {
    this.artifact = artifact;
  }

  Artifact artifact() {
    return artifact;
  }

  /// Returns the right to read from it; empty if it is closed.
  Optional<ArtifactLease> lease() {
    int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
    return before == 0 ? Optional.empty() : Optional.of(new ArtifactLease(this));
  }

  /// Lets go of it, once for having made it and once for every lease.
  void release() {
    if (holders.decrementAndGet() == 0) {
      artifact.close();
    }
  }
}
