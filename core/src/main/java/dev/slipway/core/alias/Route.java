package dev.slipway.core.alias;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;

/// What a host serves.
public sealed interface Route {

  /// A deployment that is ready.
  ///
  /// @param fixed whether the host will always serve this deployment, so that all of it may be
  ///   cached for ever
  record Ready(Deployment deployment, ArtifactDigest artifact, boolean fixed) implements Route {}

  /// A deployment that is not ready, or came to nothing: its state and reason say what there is to
  /// tell.
  record NotReady(Deployment deployment) implements Route {}

  /// A host that belongs to a project which has nothing ready to show on it.
  record Empty() implements Route {}

  /// A host that nothing was ever made for.
  record Unknown() implements Route {}
}
