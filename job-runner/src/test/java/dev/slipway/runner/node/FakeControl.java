package dev.slipway.runner.node;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Stopping;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A queue of as many jobs as a test says, which writes down what is done to it.
final class FakeControl implements JobControl {

  final List<String> released = new ArrayList<>();
  final List<Reason> holds = new ArrayList<>();
  private final List<RunningJob> running = new ArrayList<>();
  private final List<RunningJob> expired = new ArrayList<>();
  private final int claimable;

  FakeControl(int claimable) {
    this.claimable = claimable;
  }

  Claim run(RunnerName runner) {
    var claim = new Claim(new JobId(UUID.randomUUID()), 1);
    running.add(new RunningJob(claim, new DeploymentId(UUID.randomUUID()), runner));
    return claim;
  }

  /// Lets the leases of all that run expire.
  void expire() {
    expired.addAll(running);
    running.clear();
  }

  @Override
  public int waiting() {
    return claimable;
  }

  @Override
  public int claimable() {
    return claimable;
  }

  @Override
  public List<RunningJob> running() {
    return List.copyOf(running);
  }

  @Override
  public void release(Claim claim, String why) {
    released.add(claim + " " + why);
    running.removeIf(job -> job.claim().equals(claim));
  }

  @Override
  public List<RunningJob> releaseExpired() {
    var released = List.copyOf(expired);
    expired.clear();
    return released;
  }

  @Override
  public void hold(Reason why) {
    holds.add(why);
  }

  @Override
  public Stopping cancel(DeploymentId deployment, Reason reason) {
    throw new UnsupportedOperationException("nobody cancels here");
  }

  @Override
  public void release(Claim claim, Reason fault) {
    throw new UnsupportedOperationException("no fault here has a name");
  }

  @Override
  public void giveBack(Claim claim, String why) {
    throw new UnsupportedOperationException("nobody gives back here");
  }
}
