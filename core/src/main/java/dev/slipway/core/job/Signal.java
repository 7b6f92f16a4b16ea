package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;

/// What a runner is told when it says that it is alive.
public sealed interface Signal {

  /// To go on.
  record GoOn() implements Signal {}

  /// To stop and end the job in `state`, canceled or superseded.
  record Stop(DeploymentState state, Reason reason) implements Signal {}

  /// The claim is lost: to stop, and write nothing.
  record Lost() implements Signal {}
}
