package dev.slipway.site.cache;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.artifact.ArtifactDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// An open artifact that several requests read from at once, closed by the last who lets go of it.
/// Thread-safe.
///
/// The cache holds it too, from the beginning: so it is closed when it has left the cache *and*
/// nobody reads from it any more, whichever comes last.
final class SharedArtifact {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private final ArtifactDigest digest;
  private final Artifact artifact;
  private final TouchedPages touched = new TouchedPages();
  private final FoundArtifact found = new FoundArtifact(this);
  private final AtomicInteger holders = new AtomicInteger(1);
  private final AtomicLong noted = new AtomicLong(System.nanoTime());

  /// Shares `artifact`, whose name is `digest` and which is held once already.
  SharedArtifact(ArtifactDigest digest, Artifact artifact) {
    this.digest = digest;
    this.artifact = artifact;
  }

  ArtifactDigest digest() {
    return digest;
  }

  Artifact artifact() {
    return artifact;
  }

  /// Returns what finds it again.
  FoundArtifact found() {
    return found;
  }

  /// Returns which of its pages may be in this process's memory.
  TouchedPages touched() {
    return touched;
  }

  /// Returns the right to read from it; empty if it is closed.
  Optional<ArtifactLease> lease() {
    int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
    return before == 0 ? Optional.empty() : Optional.of(new ArtifactLease(this));
  }

  /// Tells once in every minute that it is in use.
  boolean isLongInUse() {
    long last = noted.get();
    long now = System.nanoTime();
    return now - last > MINUTE && noted.compareAndSet(last, now);
  }

  /// Lets go of it, once for having made it and once for every lease.
  void release() {
    if (holders.decrementAndGet() == 0) {
      artifact.close();
    }
  }
}
