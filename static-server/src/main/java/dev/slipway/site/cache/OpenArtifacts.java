package dev.slipway.site.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private final Cache<ArtifactDigest, SharedArtifact> open;

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
            .recordStats()
            .build();
  }

  /// How many are open, and what it took to open those that were.
  ///
  /// @param opened how many were opened since the start
  /// @param took how long that took together
  public record Figures(long open, long opened, Duration took) {}

  /// Returns what it is at now.
  public Figures figures() {
    var stats = open.stats();
    return new Figures(
        open.estimatedSize(), stats.loadSuccessCount(), Duration.ofNanos(stats.totalLoadTime()));
  }

  /// Returns the right to read from the artifact `digest`, which is opened if it isn't open; empty
  /// if the store doesn't have it.
  ///
  /// @throws ArtifactException if the store has it, and it can't be read
  /// @throws dev.slipway.store.failure.UnavailableException if it can't be had for now
  public Optional<ArtifactLease> lease(ArtifactDigest digest) {
    while (true) {
      var shared = open.getIfPresent(digest);
      var lease = shared == null ? opened(digest) : lease(shared);
      if (lease.isPresent()) {
        return lease;
      }
      if (shared == null) {
        return Optional.empty();
      }
    }
  }

  /// Returns the right to read from the artifact `digest` if it is open: waits for nothing.
  public Optional<ArtifactLease> leaseOfOpen(ArtifactDigest digest) {
    var shared = open.getIfPresent(digest);
    return shared == null ? Optional.empty() : lease(shared);
  }

  private Optional<ArtifactLease> lease(SharedArtifact shared) {
    if (shared.isLongInUse()) {
      store.used(shared.digest());
    }
    return shared.lease();
  }

  /// Finds the artifact before there is a place for it in the cache: a store may have to fetch it
  /// first, which must not keep others waiting.
  private Optional<ArtifactLease> opened(ArtifactDigest digest) {
    while (true) {
      var tar = store.find(digest);
      if (tar.isEmpty()) {
        return Optional.empty();
      }
      var opening = new Opening(tar.get());
      try {
        var shared = open.get(digest, opening::open);
        var lease = opening.lease.isPresent() ? opening.lease : shared.lease();
        if (lease.isPresent()) {
          return lease;
        }
      } catch (ArtifactException e) {
        if (Files.exists(tar.get())) {
          throw e;
        } // or else it had to make room meanwhile
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
  private static final class Opening {

    private final Path tar;
    private Optional<ArtifactLease> lease = Optional.empty();

    private Opening(Path tar) {
      this.tar = tar;
    }

    private SharedArtifact open(ArtifactDigest digest) {
      var shared = new SharedArtifact(digest, Artifact.open(tar));
      lease = shared.lease();
      return shared;
    }
  }
}
