package dev.slipway.receiver;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.retention.Cleaning;
import dev.slipway.core.retention.Keeping;
import dev.slipway.core.retention.Pins;
import dev.slipway.core.retention.RetentionPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Pins in memory, and a plan that a test has made.
final class FakeKeeping implements Pins, Cleaning {

  final Set<DeploymentId> pinned = new HashSet<>();
  Pinned outcome = Pinned.DONE;
  RetentionPlan plan =
      new RetentionPlan(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new RetentionPlan.Sizes(0, 0),
          List.of());
  int released;

  Keeping keeping() {
    return new Keeping(this, this);
  }

  @Override
  public Pinned pin(DeploymentId deployment) {
    if (outcome == Pinned.DONE) {
      pinned.add(deployment);
    }
    return outcome;
  }

  @Override
  public Pinned unpin(DeploymentId deployment) {
    pinned.remove(deployment);
    return outcome;
  }

  @Override
  public boolean isPinned(DeploymentId deployment) {
    return pinned.contains(deployment);
  }

  @Override
  public RetentionPlan plan() {
    return plan;
  }

  @Override
  public int release() {
    released++;
    return plan.expiries().size();
  }
}
