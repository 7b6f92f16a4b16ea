package dev.slipway.runner.job;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.job.Signal;
import dev.slipway.store.failure.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A queue that answers heartbeats as a test says, and writes down what a runner records.
final class ScriptedQueue implements JobQueue {

  /// What was recorded, a line for each write that was done.
  final List<String> recorded = new CopyOnWriteArrayList<>();

  Optional<Publication> published = Optional.empty();
  Optional<Reason> ended = Optional.empty();
  DeploymentState state = DeploymentState.BUILDING;

  private final Map<String, Runnable> hooks = new HashMap<>();
  private final Semaphore heartbeats = new Semaphore(0);
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private volatile Signal answer = new Signal.GoOn();
  private volatile boolean lost;

  void answer(Signal signal) {
    answer = signal;
  }

  /// Makes the next heartbeats fail.
  void failNext(int count) {
    failures.set(count);
  }

  /// Makes the next writes fail, with nothing done.
  void failWrites(int count) {
    refusals.set(count);
  }

  /// Makes the connection break when the next write has been done.
  void breakAfterTheNextWrite() {
    brokenOff.set(1);
  }

  /// Makes every write find out that the claim is lost.
  void lose() {
    lost = true;
  }

  /// Runs `action` when `write`, such as `resolve`, begins.
  void on(String write, Runnable action) {
    hooks.put(write, action);
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
    write(claim, "resolve", commit.sha().value(), () -> {});
  }

  @Override
  public void deploying(Claim claim) {
    write(
        claim,
        "deploying",
        "",
        () -> {
          if (state == DeploymentState.DEPLOYING) {
            throw new IllegalStateException("it is deploying and can't become deploying");
          }
          state = DeploymentState.DEPLOYING;
        });
  }

  @Override
  public void publish(Claim claim, Publication publication) {
    write(
        claim,
        "publish",
        publication.reason().code(),
        () -> {
          end(claim, DeploymentState.READY);
          published = Optional.of(publication);
        });
  }

  @Override
  public void end(Claim claim, DeploymentState state, Reason reason) {
    write(
        claim,
        state.word(),
        reason.code(),
        () -> {
          end(claim, state);
          ended = Optional.of(reason);
        });
  }

  private void end(Claim claim, DeploymentState next) {
    if (state.isFinal()) {
      throw new ClaimLostException(claim);
    }
    state = next;
  }

  private void write(Claim claim, String write, String detail, Runnable change) {
    hooks.getOrDefault(write, () -> {}).run();
    if (refusals.getAndDecrement() > 0) {
      throw new StoreException("The database failed: it is away");
    }
    if (lost) {
      throw new ClaimLostException(claim);
    }
    change.run();
    recorded.add((write + " " + detail).strip());
    if (brokenOff.getAndDecrement() > 0) {
      throw new StoreException("The database failed: the connection broke off");
    }
  }

  @Override
  public Reason overtaken(Claim claim, Optional<Commit> tip) {
    var reason = Reason.of("overtaken", "The branch has moved on, says the test.");
    write(
        claim,
        "overtaken",
        tip.map(commit -> commit.sha().value()).orElse("gone"),
        () -> {
          end(claim, DeploymentState.SUPERSEDED);
          ended = Optional.of(reason);
        });
    return reason;
  }
}
