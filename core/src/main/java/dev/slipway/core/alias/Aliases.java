package dev.slipway.core.alias;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.ProjectId;

/// The aliases of projects, as people move them.
public interface Aliases {

  /// Makes the host of the project's production show `deployment`, an earlier one or another
  /// branch's. What was queued before this does not move it again; the next push does.
  Moved show(ProjectId project, DeploymentId deployment);

  /// What came of it.
  enum Moved {
    /// It shows the deployment.
    DONE,
    /// The project has no such deployment.
    UNKNOWN,
    /// The deployment is not ready, so there is nothing to show.
    NOT_READY,
    /// The deployment's files were removed, so there is nothing to show any more.
    REMOVED
  }
}
