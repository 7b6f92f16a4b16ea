package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.List;

/// The end of one artifact for one project: none of its deployments has those files any more.
///
/// @param deployments those of the project that have the artifact, none of which can be reached
/// @param newest when the newest of them was ready
/// @param bytes how much the artifact has in the store
public record Expiry(
    ProjectId project,
    ArtifactDigest artifact,
    List<DeploymentId> deployments,
    Instant newest,
    long bytes,
    Cause cause) {

  /// Why it ends.
  public enum Cause {
    /// It is older than anything that can't be reached may be.
    AGE,
    /// Its project has more than it may.
    PROJECT_BUDGET,
    /// The store has more than it may.
    TOTAL_BUDGET
  }

  public Expiry {
    deployments = List.copyOf(deployments);
  }
}
