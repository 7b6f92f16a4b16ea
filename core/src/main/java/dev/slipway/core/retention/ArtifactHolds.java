package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import java.time.Duration;

/// The right to find an artifact still there when it gets published.
public interface ArtifactHolds {

  /// How long a hold lasts: far longer than any job.
  Duration LENGTH = Duration.ofHours(24);

  /// Keeps `artifact` from being cleaned away for a while, whether it is in the store yet or not;
  /// to be called before one looks there. Returns false if its file is being deleted just now.
  boolean hold(ArtifactDigest artifact);
}
