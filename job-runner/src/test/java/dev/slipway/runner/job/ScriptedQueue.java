package dev.slipway.runner.job;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.job.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A queue that answers heartbeats as a test says, and writes down what a runner records.
final class ScriptedQueue implements JobQueue {

  final List<String> recorded = new ArrayList<>();

  private final Semaphore heartbeats = new Semaphore(0);
  private volatile Signal answer = new Signal.GoOn();
  private final AtomicInteger failures = new AtomicInteger();

  void answer(Signal signal) {
    answer = signal;
  }

  void failNext(int count) {
    failures.set(count);
  }

  void awaitHeartbeats(int count, Duration patience) throws InterruptedException {
    if (!heartbeats.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("fewer than " + count + " heartbeats within " + patience);
    }
  }

  @Override
  public Signal heartbeat(Claim claim, Duration lease) {
    heartbeats.release();
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("the database is away");
    }
    return answer;
  }

  @Override
  public Optional<ClaimedJob> claim(RunnerName runner, Duration lease) {
    return Optional.empty();
  }

  @Override
  public void resolve(Claim claim, Commit commit) {
    recorded.add("resolve " + commit.sha());
  }

  @Override
  public void deploying(Claim claim) {
    recorded.add("deploying");
  }

  @Override
  public void publish(Claim claim, Publication publication) {
    recorded.add("publish " + publication.reason().code());
  }

  @Override
  public void end(Claim claim, DeploymentState state, Reason reason) {
    recorded.add(state.word() + " " + reason.code());
  }
}
