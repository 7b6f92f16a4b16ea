package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentId;

/// Makes a runner start, soon. A hint: a ring may get lost, so what rings also looks at the queue
/// from time to time.
public interface Doorbell {

  /// Rings. Returns at once, and never throws.
  void ring();

  /// Rings because the job of `deployment` waits, wherever the runners are that may do it.
  default void ring(DeploymentId deployment) {
    ring();
  }
}
