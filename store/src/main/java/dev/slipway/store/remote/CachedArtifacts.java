package dev.slipway.store.remote;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Artifacts that are kept on another machine, and found as copies in a folder of this one.
/// Thread-safe.
///
/// What was copied is found without the other machine. When the copies have grown to their budget,
/// the one that was used longest ago makes room; who has it open reads on.
public final class CachedArtifacts implements ArtifactStore {

  private final ArtifactStore nearby;
  private final RemoteArtifacts remote;
  private final TarCache cache;
  private final Fetches fetches;

  /// @param nearby where artifacts may be found that were never anywhere else
  /// @param folder where the copies are, for this purpose alone
  /// @param budget how many bytes they may have
  public CachedArtifacts(
      ArtifactStore nearby, RemoteArtifacts remote, Path folder, long budget, Clock clock) {
    this(nearby, remote, new TarCache(folder, budget, clock), Patience.USUAL);
  }

  CachedArtifacts(ArtifactStore nearby, RemoteArtifacts remote, TarCache cache, Patience patience) {
    this.nearby = nearby;
    this.remote = remote;
    this.cache = cache;
    this.fetches = new Fetches(remote, cache, patience);
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    remote.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return cache.find(digest).or(() -> nearby.find(digest)).or(() -> fetches.await(digest));
  }

  @Override
  public void used(ArtifactDigest digest) {
    cache.used(digest);
  }
}
