package dev.slipway.receiver;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Doorbell;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A doorbell that counts its rings, and knows what rang.
public final class RecordingDoorbell implements Doorbell {

  private final AtomicInteger rings = new AtomicInteger();
  private final List<DeploymentId> deployments = new CopyOnWriteArrayList<>();

  int rings() {
    return rings.get();
  }

  /// Returns the deployments that it was rung for.
  List<DeploymentId> deployments() {
    return List.copyOf(deployments);
  }

  @Override
  public void ring() {
    rings.incrementAndGet();
  }

  @Override
  public void ring(DeploymentId deployment) {
    deployments.add(deployment);
    ring();
  }
}
