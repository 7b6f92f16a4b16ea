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

/// The lease on a claim while its job runs: renewed twice a second, by a thread of its own, also
/// while a job that had to stop is cleaned up after.
///
/// When the job has to stop early, the reason is kept and the worker is interrupted; nothing else
/// ever interrupts it. If the database cannot be reached for as long as the lease is, the claim
/// counts as lost: by then somebody else may have it.
public final class Lease implements AutoCloseable {

  /// How long a claim lasts that nobody renews.
  public static final Duration LENGTH = Duration.ofSeconds(30);

  private static final Logger LOG = System.getLogger(Lease.class.getName());

  private final JobQueue queue;
  private final Claim claim;
  private final Pulse pulse;
  private final Thread worker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Object monitor = new Object();
  private Optional<Ending> ending = Optional.empty();
  private boolean settled;
  private long renewedAt = System.nanoTime();
  private boolean away;

  /// Begins to renew `claim`; `worker` is who is interrupted when it has to stop.
  Lease(JobQueue queue, Claim claim, Thread worker, Pulse pulse) {
    this.queue = queue;
    this.claim = claim;
    this.worker = worker;
    this.pulse = pulse;
    Thread.ofVirtual().name("heart-of-" + claim).start(this::beat);
  }

  /// Returns why the worker was interrupted, or empty if it was not.
  Optional<Ending> ending() {
    synchronized (monitor) {
      return ending;
    }
  }

  /// Makes the worker stop, because of `why`, as if the runner were to end.
  void stop(String why) {
    end(new Ending.Stopped(why));
  }

  /// Ends the lease for the last write of the job, after which there is nothing to renew: nothing
  /// interrupts the worker any more.
  ///
  /// @throws InterruptedException if the job had to stop before this; the lease then goes on
  void settle() throws InterruptedException {
    synchronized (monitor) {
      if (ending.isPresent()) {
        Thread.interrupted(); // it is the exception that says so from here on
        throw new InterruptedException("stopped before the job was published");
      }
      settled = true;
    }
    closed.countDown(); // and no interrupt: it would close the socket of a renewal under way
  }

  /// Stops renewing. When this returns, the worker, who calls it, is not interrupted any more, and
  /// an interrupt that it has not taken notice of is forgotten.
  @Override
  public void close() {
    synchronized (monitor) {
      settled = true;
    }
    closed.countDown();
    Thread.interrupted();
  }

  private void beat() {
    try {
      while (!isLost() && !closed.await(pulse.beat().toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isLost() {
    return ending().filter(Ending.Lost.class::isInstance).isPresent();
  }

  private void renew() {
    long asked = System.nanoTime();
    try {
      var signal = queue.heartbeat(claim, pulse.length());
      renewedAt = asked;
      tell(false, "Renewed claim={0} again", claim);
      switch (signal) {
        case Signal.GoOn() -> {}
        case Signal.Stop(var state, var reason) -> end(new Ending.Told(state, reason));
        case Signal.Lost() -> end(new Ending.Lost());
      }
    } catch (RuntimeException e) {
      if (closed.getCount() > 0) {
        tell(true, "Could not renew claim={0}; trying again and again: {1}", claim, e);
        if (System.nanoTime() - renewedAt > pulse.length().toNanos()) {
          end(new Ending.Lost());
        }
      }
    }
  }

  /// Logs once that the database has gone, and once that it is back.
  private void tell(boolean nowAway, String message, Object... values) {
    if (away != nowAway) {
      LOG.log(nowAway ? Level.WARNING : Level.INFO, message, values);
      away = nowAway;
    }
  }

  private void end(Ending why) {
    synchronized (monitor) {
      if (!settled && ending.isEmpty()) {
        ending = Optional.of(why);
        worker.interrupt();
      }
    }
  }
}
