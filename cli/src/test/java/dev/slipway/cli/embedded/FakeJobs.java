package dev.slipway.cli.embedded;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Stopping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/// A queue in memory. Thread-safe.
final class FakeJobs implements JobControl {

  private final Deque<Claim> waiting = new ArrayDeque<>();
  private final List<RunningJob> running = new ArrayList<>();
  private final List<String> released = new ArrayList<>();
  private final List<String> givenBack = new ArrayList<>();
  private boolean held;
  private boolean broken;

  synchronized FakeJobs add(int count) {
    for (int i = 0; i < count; i++) {
      waiting.add(new Claim(new JobId(UUID.randomUUID()), 0));
    }
    return this;
  }

  /// Gives the oldest job to `runner`, as a runner's claim does.
  synchronized void claim(RunnerName runner) {
    var job = waiting.remove();
    var claim = new Claim(job.job(), job.attempt() + 1);
    running.add(new RunningJob(claim, new DeploymentId(UUID.randomUUID()), runner));
  }

  /// Ends the job of `runner`.
  synchronized void end(RunnerName runner) {
    running.removeIf(job -> job.runner().equals(runner));
  }

  /// Makes every call fail, as those to a database that can't be reached, or stops that.
  synchronized void breakDown(boolean now) {
    broken = now;
  }

  /// Makes all jobs that wait wait on, as those of an account at its limit, or stops that.
  synchronized void hold(boolean now) {
    held = now;
  }

  /// Returns why jobs were given back, in order.
  synchronized List<String> givenBack() {
    return List.copyOf(givenBack);
  }

  /// Returns why jobs were released, in order.
  synchronized List<String> released() {
    return List.copyOf(released);
  }

  @Override
  public synchronized int waiting() {
    check();
    return waiting.size();
  }

  @Override
  public synchronized List<RunningJob> running() {
    check();
    return List.copyOf(running);
  }

  @Override
  public synchronized void release(Claim claim, String why) {
    check();
    if (running.removeIf(job -> job.claim().equals(claim))) {
      released.add(why);
      waiting.add(claim);
    }
  }

  @Override
  public synchronized List<RunningJob> releaseExpired() {
    check();
    return List.of();
  }

  @Override
  public Stopping cancel(DeploymentId deployment, Reason reason) {
    throw new UnsupportedOperationException("nobody cancels here");
  }

  private void check() {
    if (broken) {
      throw new IllegalStateException("the database can't be reached, says the test");
    }
  }

  @Override
  public synchronized int claimable() {
    return held ? 0 : waiting();
  }

  @Override
  public void release(Claim claim, Reason fault) {
    release(claim, fault.text());
  }

  @Override
  public synchronized void giveBack(Claim claim, String why) {
    check();
    if (running.removeIf(job -> job.claim().equals(claim))) {
      givenBack.add(why);
      waiting.add(claim);
    }
  }

  @Override
  public void hold(Reason why) {}
}
