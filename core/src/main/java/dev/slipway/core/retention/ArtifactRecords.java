package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;

/// Who remembers artifacts besides deployments, to use them again.
public interface ArtifactRecords {

  /// Nobody.
  ArtifactRecords NONE = _ -> {};

  /// Forgets `artifact`, whose file will be deleted when this returns.
  void forget(ArtifactDigest artifact);
}
