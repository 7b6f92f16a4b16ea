package dev.slipway.site.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.Extent;
import dev.slipway.core.artifact.ArtifactDigest;

/// The small bodies that are asked for most, up to a budget of bytes. Thread-safe.
public final class Bodies {

  /// The longest body that is kept. A longer one is cheaper to read again than to have on the heap.
  public static final int LONGEST = 256 * 1024;

  private static final int OVERHEAD = 128;

  private final Cache<Key, byte[]> kept;

  /// Keeps `budget` bytes.
  public Bodies(long budget) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(budget)
            .weigher((Key key, byte[] body) -> OVERHEAD + body.length)
            .executor(Runnable::run)
            .build();
  }

  /// Tells whether the body at `extent` is one to keep.
  public static boolean fits(Extent extent) {
    return extent.length() <= LONGEST;
  }

  /// Returns the body at `extent` of `artifact`, whose name is `digest`. Not to be changed.
  public byte[] get(ArtifactDigest digest, Artifact artifact, Extent extent) {
    if (!fits(extent)) {
      throw new IllegalArgumentException("a body of " + extent.length() + " bytes is too long");
    }
    return kept.get(new Key(digest, extent), _ -> read(artifact, extent));
  }

  /// Returns how many bytes are kept.
  long bytes() {
    kept.cleanUp();
    return kept.asMap().values().stream().mapToLong(body -> body.length).sum();
  }

  private static byte[] read(Artifact artifact, Extent extent) {
    var body = artifact.read(extent);
    var bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }

  private record Key(ArtifactDigest digest, Extent extent) {}
}
