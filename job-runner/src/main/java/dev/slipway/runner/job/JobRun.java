package dev.slipway.runner.job;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.log.LogStore;
import dev.slipway.process.log.LogFields;
import dev.slipway.runner.log.BuildLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Does one claimed job to its end, whichever that is, and records the end.
///
/// There are four kinds of end. The deployment is published. It fails for a reason of its own, and
/// is recorded as failed. The runner was told to stop: then it is recorded as what it was told, or,
/// if the runner itself has to go, given back, which is nobody's fault. Or something of ours broke,
/// or the claim was lost: then the job is released, a fault that counts, for another attempt, or is
/// somebody else's already.
///
/// The log is complete before the end is recorded: who reads it takes the final state for its end.
public final class JobRun {

  private static final Logger LOG = System.getLogger(JobRun.class.getName());

  private final Ledger ledger;
  private final LogStore logs;
  private final Allowances allowances;
  private final Steps steps;
  private final AtomicReference<String> stopped = new AtomicReference<>("");
  private final CountDownLatch idle = new CountDownLatch(1);
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});

  public JobRun(Ledger ledger, LogStore logs, Allowances allowances, Steps steps) {
    this.ledger = ledger;
    this.logs = logs;
    this.allowances = allowances;
    this.steps = steps;
  }

  /// Makes the job that runs, or the one that comes next, stop and go back on the queue, because of
  /// `why`. May be called by any thread.
  public void stop(String why) {
    stopped.compareAndSet("", why);
    stop.get().run();
  }

  /// Waits until the job has come to its end, `patience` at most.
  ///
  /// @return whether it has
  public boolean awaitEnd(Duration patience) throws InterruptedException {
    return idle.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Does `job`. The calling thread is interrupted when it has to stop.
  ///
  /// @throws dev.slipway.store.failure.StoreException if the end could not be recorded
  public void run(ClaimedJob job) throws InterruptedException {
    LogFields.set(
        job.claim().job().toString(),
        job.project().name().toString(),
        job.deployment().shortId().toString());
    LOG.log(
        Level.INFO,
        "Claimed job={0} project={1} shortId={2}",
        job.claim(),
        job.project().name(),
        job.deployment().shortId());
    try {
      var log = open(job);
      if (log.isPresent()) {
        doLogged(job, log.get());
      }
    } finally {
      idle.countDown();
    }
  }

  private void doLogged(ClaimedJob job, BuildLog log) throws InterruptedException {
    try {
      work(job, log);
    } finally {
      close(job, log);
    }
  }

  /// Opens the log, without which no job is done, or gives the job back.
  private Optional<BuildLog> open(ClaimedJob job) throws InterruptedException {
    try {
      var granted = allowances.grant(job.limits());
      var log = new BuildLog(logs.append(job.deployment().id()), granted.allowance().logBytes());
      granted.notes().forEach(log::say);
      return Optional.of(log);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The log of job=" + job.claim() + " could not be opened", e);
      ledger.release(job, Fault.reason(e));
      return Optional.empty();
    }
  }

  /// Closes the log. A log that breaks does not undo what has been recorded.
  private static void close(ClaimedJob job, BuildLog log) {
    try {
      log.close();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The log of job={0} is not complete: {1}", job.claim(), e);
    }
  }

  private void work(ClaimedJob job, BuildLog log) throws InterruptedException {
    var lease = ledger.lease(job);
    Throwable failure;
    try (lease) {
      stop.set(() -> lease.stop(stopped.get()));
      if (!stopped.get().isEmpty()) {
        lease.stop(stopped.get());
      }
      steps.take(job, log, lease);
      return;
    } catch (InterruptedException | RuntimeException | Error e) {
      failure = e;
    }
    // Nothing interrupts this thread from here on: what follows are short writes that must happen.
    if (lease.ending().isPresent()) {
      end(job, log, lease.ending().get());
    } else {
      fault(job, log, failure);
    }
  }

  private void end(ClaimedJob job, BuildLog log, Ending ending) throws InterruptedException {
    switch (ending) {
      case Ending.Told(var state, var reason) -> record(job, log, state, reason);
      case Ending.Stopped(var why) -> giveBack(job, log, why);
      case Ending.Lost() ->
          LOG.log(Level.WARNING, "Lost job={0}: another attempt has it, or it ended", job.claim());
    }
  }

  private void fault(ClaimedJob job, BuildLog log, Throwable fault) throws InterruptedException {
    switch (fault) {
      case DeploymentFailure failure ->
          record(job, log, DeploymentState.FAILED, log.masked(failure.reason()));
      case ClaimLostException lost -> LOG.log(Level.WARNING, lost.getMessage());
      default -> {
        LOG.log(Level.ERROR, "A fault of ours in job=" + job.claim(), fault);
        var reason = log.masked(Fault.reason(fault));
        lastWords(log, "stopped: " + reason.text());
        ledger.release(job, reason);
      }
    }
  }

  private void record(ClaimedJob job, BuildLog log, DeploymentState state, Reason reason)
      throws InterruptedException {
    lastWords(log, state.word() + ": " + reason.text());
    try {
      ledger.end(job, state, reason);
    } catch (ClaimLostException e) {
      LOG.log(Level.WARNING, e.getMessage());
      return;
    }
    LOG.log(
        Level.INFO,
        "Ended project={0} shortId={1} state={2} code={3}: {4}",
        job.project().name(),
        job.deployment().shortId(),
        state.word(),
        reason.code(),
        reason.what());
  }

  private void giveBack(ClaimedJob job, BuildLog log, String why) throws InterruptedException {
    lastWords(log, "stopped: " + why);
    ledger.giveBack(job, why);
  }

  private static void lastWords(BuildLog log, String words) {
    log.flush(); // what the build has begun comes first
    log.say(words);
    log.flush();
  }
}
