package dev.slipway.site.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The artifacts that are open, up to a budget of bytes for their indexes. Thread-safe.
///
/// One that has to make room is closed when nobody reads from it any more. One that is asked for
/// while it has no room is open for as long as it is read.
public final class OpenArtifacts implements AutoCloseable {

  /// How many may be open at most, since each also has a file descriptor.
  private static final int MOST = 4096;

  private final ArtifactStore store;
  private final long floor;
  private final Cache<ArtifactDigest, @Nullable SharedArtifact> open;

  /// Opens what `store` keeps, with `budget` bytes for the indexes.
  public OpenArtifacts(ArtifactStore store, long budget) {
    this.store = store;
    this.floor = Math.max(1, budget / MOST);
    this.open =
        Caffeine.newBuilder()
            .maximumWeight(budget)
            .weigher((ArtifactDigest digest, SharedArtifact shared) -> weight(shared))
            .removalListener(OpenArtifacts::removed)
            .executor(Runnable::run)
            .build();
  }

  /// Returns the right to read from the artifact `digest`, which is opened if it isn't open; empty
  /// if the store doesn't have it.
  ///
  /// @throws ArtifactException if the store has it, and it can't be read
  public Optional<ArtifactLease> lease(ArtifactDigest digest) {
    while (true) {
      var opening = new Opening();
      var shared = open.get(digest, opening::open);
      if (opening.lease.isPresent()) {
        return opening.lease;
      }
      if (shared == null) {
        return Optional.empty();
      }
      var lease = shared.lease();
      if (lease.isPresent()) {
        return lease;
      }
    }
  }

  /// Closes those that nobody reads from now, and the others when that ends.
  @Override
  public void close() {
    open.invalidateAll();
    open.cleanUp();
  }

  private int weight(SharedArtifact shared) {
    return (int) Math.clamp(shared.artifact().weight(), floor, Integer.MAX_VALUE);
  }

  private static void removed(
      @Nullable ArtifactDigest digest, @Nullable SharedArtifact shared, RemovalCause cause) {
    if (shared != null) {
      shared.release();
    }
  }

  /// Opens an artifact for the cache and for who asked, at once: between the two there is no moment
  /// at which it could be closed.
  private final class Opening {

    private Optional<ArtifactLease> lease = Optional.empty();

    private @Nullable SharedArtifact open(ArtifactDigest digest) {
      var tar = store.find(digest);
      if (tar.isEmpty()) {
        return null;
      }
      var shared = new SharedArtifact(Artifact.open(tar.get()));
      lease = shared.lease();
      return shared;
    }
  }
}
