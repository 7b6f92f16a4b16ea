package dev.slipway.runner.job;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.log.LogStore;
import dev.slipway.runner.log.BuildLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Does one claimed job to its end, whichever that is, and records the end.
///
/// There are four kinds of end. The deployment is published. It fails for a reason of its own, and
/// is recorded as failed. The runner was told to stop: then it is recorded as what it was told, or,
/// if the runner itself has to go, given back. Or something of ours broke, or the claim was lost:
/// then the job is given back too, for another attempt.
public final class JobRun {

  private static final Logger LOG = System.getLogger(JobRun.class.getName());

  private final JobQueue queue;
  private final JobControl control;
  private final LogStore logs;
  private final long logBytes;
  private final Steps steps;
  private final AtomicReference<String> stopped = new AtomicReference<>("");
  private final CountDownLatch idle = new CountDownLatch(1);
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});

  /// @param logBytes how much a build may write to its log
  public JobRun(JobQueue queue, JobControl control, LogStore logs, long logBytes, Steps steps) {
    this.queue = queue;
    this.control = control;
    this.logs = logs;
    this.logBytes = logBytes;
    this.steps = steps;
  }

  /// Makes the job that runs, or the one that comes next, stop and go back on the queue, because of
  /// `why`. May be called by any thread.
  public void stop(String why) {
    stopped.compareAndSet("", why);
    stop.get().run();
  }

  /// Waits until the job has come to its end, `patience` at most.
  public void awaitEnd(Duration patience) throws InterruptedException {
    idle.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Does `job`. The calling thread is interrupted when it has to stop.
  public void run(ClaimedJob job) {
    var claim = job.claim();
    LOG.log(
        Level.INFO,
        "Claimed job={0} project={1} deployment={2}",
        claim,
        job.project().name(),
        job.deployment().shortId());
    try (var log = new BuildLog(logs.append(job.deployment().id()), logBytes)) {
      try (var lease = new Lease(queue, claim, Thread.currentThread())) {
        stop.set(() -> lease.stop(stopped.get()));
        if (!stopped.get().isEmpty()) {
          lease.stop(stopped.get());
        }
        work(job, log, lease);
      }
    } finally {
      Thread.interrupted(); // whatever interrupted the work has been dealt with
      idle.countDown();
    }
  }

  private void work(ClaimedJob job, BuildLog log, Lease lease) {
    try {
      steps.take(job, log, lease);
    } catch (InterruptedException | RuntimeException e) {
      Thread.interrupted(); // what follows are short writes that must happen
      if (lease.ending().isPresent()) {
        end(job, log, lease.ending().get());
      } else {
        fault(job, log, e);
      }
    }
  }

  private void end(ClaimedJob job, BuildLog log, Ending ending) {
    switch (ending) {
      case Ending.Told(var state, var reason) -> record(job, log, state, reason);
      case Ending.Stopped(var why) -> giveBack(job, log, why);
      case Ending.Lost() ->
          LOG.log(Level.WARNING, "Lost job={0}: another attempt has it, or it ended", job.claim());
    }
  }

  private void fault(ClaimedJob job, BuildLog log, Exception fault) {
    switch (fault) {
      case DeploymentFailure failure -> record(job, log, DeploymentState.FAILED, failure.reason());
      case ClaimLostException lost -> LOG.log(Level.WARNING, lost.getMessage());
      default -> {
        LOG.log(Level.ERROR, "Gave back job=" + job.claim() + " because of a fault of ours", fault);
        giveBack(job, log, "Something went wrong on our side: " + fault.getMessage());
      }
    }
  }

  private void record(ClaimedJob job, BuildLog log, DeploymentState state, Reason reason) {
    log.say(state.word() + ": " + reason.what());
    if (!reason.whatToDo().isEmpty()) {
      log.say(reason.whatToDo());
    }
    try {
      queue.end(job.claim(), state, reason);
    } catch (ClaimLostException e) {
      LOG.log(Level.WARNING, e.getMessage());
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

  private void giveBack(ClaimedJob job, BuildLog log, String why) {
    log.say("stopped: " + why);
    control.release(job.claim(), why);
  }
}
