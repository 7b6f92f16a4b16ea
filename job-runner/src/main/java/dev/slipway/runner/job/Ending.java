package dev.slipway.runner.job;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;

/// Why a runner has to stop before its job is done.
sealed interface Ending {

  /// A person canceled the deployment, or a newer push superseded it.
  record Told(DeploymentState state, Reason reason) implements Ending {}

  /// The job is not the runner's any more: nothing that it writes counts.
  record Lost() implements Ending {}

  /// The runner itself is to stop, because of `why`; the job goes back on the queue.
  record Stopped(String why) implements Ending {}
}
