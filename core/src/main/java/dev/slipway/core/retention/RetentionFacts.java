package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import java.util.List;
import java.util.Set;

/// What the database says of what is in the store.
///
/// @param ready all deployments that have their files
/// @param held artifacts that somebody is about to publish
/// @param doomed artifacts that no deployment has any more, and whose files are about to go
public record RetentionFacts(
    List<ReadyDeployment> ready, Set<ArtifactDigest> held, Set<ArtifactDigest> doomed) {

  public RetentionFacts {
    ready = List.copyOf(ready);
    held = Set.copyOf(held);
    doomed = Set.copyOf(doomed);
  }
}
