package dev.slipway.core.artifact;

import java.nio.file.Path;
import java.util.Optional;

/// What keeps artifacts, by their digests. Content-addressed: what is there never changes.
public interface ArtifactStore {

  /// Keeps the tar `file` under `digest`, durably, before it returns; `file` may be moved or
  /// copied.
  ///
  /// The digest is checked against the bytes that were kept. An artifact that is there already is
  /// left as it is.
  void put(ArtifactDigest digest, Path file);

  /// Returns the tar of `digest` as a local file that stays readable while it is open; empty if
  /// there is none. One that is kept elsewhere is fetched first.
  Optional<Path> find(ArtifactDigest digest);

  /// Says that who found `digest` a while ago still reads from it, so that it is not what has to
  /// make room. Returns at once.
  default void used(ArtifactDigest digest) {}
}
