package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentState;

/// What came of the wish to stop a deployment.
public sealed interface Stopping {

  /// It was queued, and has ended.
  record Stopped() implements Stopping {}

  /// It runs; its runner has been told, and stops within two seconds.
  record Told() implements Stopping {}

  /// It had ended already, in `state`.
  record TooLate(DeploymentState state) implements Stopping {}

  /// There is no such deployment.
  record Unknown() implements Stopping {}
}
