package dev.slipway.process.bell;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import dev.slipway.core.job.Doorbell;

/// The doorbell of who records jobs: sends word to all nodes that build, and rings at its own node
/// only when that can't be sent.
public final class DispatchingDoorbell implements Doorbell {

  private final Dispatch dispatch;
  private final Doorbell local;

  /// @param local the doorbell of this node; one that does nothing if it does not build
  public DispatchingDoorbell(Dispatch dispatch, Doorbell local) {
    this.dispatch = dispatch;
    this.local = local;
  }

  @Override
  public void ring() {
    local.ring();
  }

  @Override
  public void ring(DeploymentId deployment) {
    if (!dispatch.announce(deployment)) {
      local.ring();
    }
  }
}
