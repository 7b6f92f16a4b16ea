package dev.slipway.core.build;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.ProjectId;
import java.util.Optional;

/// What was built from what, so that it need not be built again.
///
/// A project has its own: what others have built tells it nothing, and gives it nothing.
public interface BuildRecords {

  /// Returns the newest build of `project` with `key`. Its artifact may be gone from the store.
  Optional<PastBuild> find(ProjectId project, BuildKey key);

  /// Records that `artifact` was built for `deployment`, instead of what was recorded for the same
  /// project and key before.
  void record(DeploymentId deployment, BuildKey key, ArtifactDigest artifact);

  /// Tells whether a person wants `deployment` built whatever was built before.
  boolean isRebuild(DeploymentId deployment);
}
