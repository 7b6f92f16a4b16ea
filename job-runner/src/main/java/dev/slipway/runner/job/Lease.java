package dev.slipway.runner.job;

import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Signal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The lease on a claim while its job runs: renewed twice a second, by a thread of its own.
///
/// When the job has to stop early, the reason is kept and the worker is interrupted; nothing else
/// ever interrupts it. If the database cannot be reached for as long as the lease is, the claim
/// counts as lost: by then somebody else may have it.
public final class Lease implements AutoCloseable {

  /// How long a claim lasts that nobody renews.
  public static final Duration LENGTH = Duration.ofSeconds(30);

  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Logger LOG = System.getLogger(Lease.class.getName());

  private final JobQueue queue;
  private final Claim claim;
  private final Thread worker;
  private final AtomicReference<Optional<Ending>> ending = new AtomicReference<>(Optional.empty());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread heart;
  private long renewedAt = System.nanoTime();

  /// Begins to renew `claim`; `worker` is who is interrupted when it has to stop.
  Lease(JobQueue queue, Claim claim, Thread worker) {
    this.queue = queue;
    this.claim = claim;
    this.worker = worker;
    this.heart = Thread.ofVirtual().name("heart-of-" + claim).start(this::beat);
  }

  /// Returns why the worker was interrupted, or empty if it was not.
  Optional<Ending> ending() {
    return ending.get();
  }

  /// Makes the worker stop, because of `why`, as if the runner were to end.
  void stop(String why) {
    end(new Ending.Stopped(why));
  }

  /// Ends the lease for the last write of the job, after which there is nothing to renew: nothing
  /// interrupts the worker any more.
  ///
  /// @throws InterruptedException if the job had to stop before this
  void settle() throws InterruptedException {
    close();
    if (ending.get().isPresent()) {
      throw new InterruptedException("stopped before the job was published");
    }
  }

  /// Stops renewing. The worker is not interrupted any more when this returns.
  @Override
  public void close() {
    closed.countDown(); // and no interrupt: it would close the socket of a renewal under way
    try {
      heart.join(LENGTH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    try {
      while (ending.get().isEmpty() && !closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      var signal = queue.heartbeat(claim, LENGTH);
      renewedAt = System.nanoTime();
      switch (signal) {
        case Signal.GoOn() -> {}
        case Signal.Stop(var state, var reason) -> end(new Ending.Told(state, reason));
        case Signal.Lost() -> end(new Ending.Lost());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Could not renew claim={0}; trying again in {1}: {2}", claim, BEAT, e);
      if (System.nanoTime() - renewedAt > LENGTH.toNanos()) {
        end(new Ending.Lost());
      }
    }
  }

  private void end(Ending why) {
    if (ending.compareAndSet(Optional.empty(), Optional.of(why))) {
      worker.interrupt();
    }
  }
}
