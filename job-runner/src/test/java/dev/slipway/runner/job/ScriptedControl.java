package dev.slipway.runner.job;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Stopping;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Takes jobs back, and writes down why.
final class ScriptedControl implements JobControl {

  /// The faults because of which jobs were released.
  final List<Reason> released = new CopyOnWriteArrayList<>();

  /// Why jobs were given back without a fault.
  final List<String> givenBack = new CopyOnWriteArrayList<>();

  Consumer<String> listener = why -> {};

  @Override
  public void release(Claim claim, String why) {
    release(claim, Reason.of("unnamed", why));
  }

  @Override
  public Stopping cancel(DeploymentId deployment, Reason reason) {
    return new Stopping.Unknown();
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public List<RunningJob> running() {
    return List.of();
  }

  @Override
  public List<RunningJob> releaseExpired() {
    return List.of();
  }

  @Override
  public int claimable() {
    return waiting();
  }

  @Override
  public void release(Claim claim, Reason fault) {
    released.add(fault);
    listener.accept(fault.text());
  }

  @Override
  public void giveBack(Claim claim, String why) {
    givenBack.add(why);
    listener.accept(why);
  }

  @Override
  public void hold(Reason why) {}
}
