package dev.slipway.core.delivery;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;

/// What was decided about a delivery or a request. It is recorded, and never changes.
public sealed interface Decision {

  /// A deployment was recorded and its job is on the queue.
  record Queued(DeploymentId deployment, ShortId shortId) implements Decision {}

  /// The same commit is queued or running already, or was pushed and is what its branch shows: that
  /// deployment answers for this one too.
  record Joined(DeploymentId deployment, ShortId shortId) implements Decision {}

  /// A branch was deleted, and its host shows nothing any more; `reason` says so, as a sentence.
  record Removed(String reason) implements Decision {}

  /// Nothing is done; `reason` says why, as a sentence.
  record Ignored(String reason) implements Decision {}
}
