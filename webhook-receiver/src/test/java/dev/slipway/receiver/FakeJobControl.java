package dev.slipway.receiver;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Stopping;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Job control in memory: knows how to cancel, for nothing else is asked of it here.
public final class FakeJobControl implements JobControl {

  private final FakeDeployments deployments;
  private final Map<DeploymentId, Reason> told = new ConcurrentHashMap<>();

  FakeJobControl(FakeDeployments deployments) {
    this.deployments = deployments;
  }

  Map<DeploymentId, Reason> told() {
    return Map.copyOf(told);
  }

  @Override
  public Stopping cancel(DeploymentId id, Reason reason) {
    var deployment = deployments.find(id);
    if (deployment.isEmpty()) {
      return new Stopping.Unknown();
    }
    return switch (deployment.get().state()) {
      case QUEUED -> {
        deployments.move(id, DeploymentState.CANCELED, reason);
        yield new Stopping.Stopped();
      }
      case BUILDING, DEPLOYING -> {
        told.put(id, reason);
        yield new Stopping.Told();
      }
      case READY, FAILED, CANCELED, SUPERSEDED -> new Stopping.TooLate(deployment.get().state());
    };
  }

  @Override
  public int waiting() {
    throw new UnsupportedOperationException("the receiver does not count jobs");
  }

  @Override
  public List<RunningJob> running() {
    throw new UnsupportedOperationException("the receiver does not list jobs");
  }

  @Override
  public void release(Claim claim, String why) {
    throw new UnsupportedOperationException("the receiver does not release jobs");
  }

  @Override
  public List<RunningJob> releaseExpired() {
    throw new UnsupportedOperationException("the receiver does not release jobs");
  }

  @Override
  public int claimable() {
    return waiting();
  }

  @Override
  public void release(Claim claim, Reason fault) {
    release(claim, fault.text());
  }

  @Override
  public void giveBack(Claim claim, String why) {
    release(claim, why);
  }

  @Override
  public void hold(Reason why) {}
}
