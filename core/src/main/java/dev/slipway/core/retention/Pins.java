package dev.slipway.core.retention;

import dev.slipway.core.deployment.DeploymentId;

/// The deployments that people want kept.
public interface Pins {

  /// Keeps the files of `deployment` until it is unpinned.
  Pinned pin(DeploymentId deployment);

  /// Lets `deployment` go as any other.
  Pinned unpin(DeploymentId deployment);

  /// Tells whether `deployment` is pinned.
  boolean isPinned(DeploymentId deployment);

  /// What came of it.
  enum Pinned {
    /// It is as was asked for.
    DONE,
    /// There is no such deployment.
    UNKNOWN,
    /// It has no files to keep, for it is not ready.
    NOT_READY,
    /// Its files were removed before.
    REMOVED
  }
}
