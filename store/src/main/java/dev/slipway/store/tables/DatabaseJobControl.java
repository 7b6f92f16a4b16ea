package dev.slipway.store.tables;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Signal;
import dev.slipway.core.job.Stopping;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// The queue in the database, as the platform sees it.
public final class DatabaseJobControl implements JobControl {

  private static final Logger LOG = System.getLogger(DatabaseJobControl.class.getName());
  private static final String SILENT = "Its runner has not been heard of for too long.";

  private final Db db;
  private final Clock clock;

  public DatabaseJobControl(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Stopping cancel(DeploymentId deployment, Reason reason) {
    var stop = new Signal.Stop(DeploymentState.CANCELED, reason);
    return db.transaction(tx ->
        JobTable.lock(tx, deployment)
            .map(job -> stopped(tx, job, stop))
            .orElseGet(Stopping.Unknown::new));
  }

  private Stopping stopped(Transaction tx, Job job, Signal.Stop stop) {
    return switch (job.phase()) {
      case QUEUED -> {
        Ending.stop(tx, job, stop, clock.instant());
        yield new Stopping.Stopped();
      }
      case RUNNING -> {
        Ending.stop(tx, job, stop, clock.instant());
        yield new Stopping.Told();
      }
      case ENDED -> new Stopping.TooLate(DeploymentTable.get(tx, job.deployment()).state());
    };
  }

  @Override
  public int waiting() {
    return JobTable.countWaiting(db);
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

  @Override
  public List<RunningJob> running() {
    return JobTable.running(db);
  }

  @Override
  public void release(Claim claim, String why) {
    releaseIf(job -> true, claim, why);
  }

  @Override
  public List<RunningJob> releaseExpired() {
    Instant now = clock.instant();
    Predicate<Job> silent = job -> job.leaseUntil().filter(now::isAfter).isPresent();
    return JobTable.expired(db, now).stream()
        .filter(running -> releaseIf(silent, running.claim(), SILENT))
        .toList();
  }

  /// Takes the job from its runner if the claim is valid and `condition` holds under the lock.
  private boolean releaseIf(Predicate<Job> condition, Claim claim, String why) {
    boolean released =
        db.transaction(tx -> {
          var job = JobTable.lock(tx, claim).filter(condition);
          job.ifPresent(lost -> release(tx, lost, why));
          return job.isPresent();
        });
    if (released) {
      LOG.log(
          Level.WARNING, "Released job={0} attempt={1}: {2}", claim.job(), claim.attempt(), why);
    }
    return released;
  }

  private void release(Transaction tx, Job job, String why) {
    Instant now = clock.instant();
    AttemptTable.end(tx, job.claim(), AttemptTable.LOST, why, now);
    if (job.stop().isPresent()) {
      var stop = job.stop().get();
      Ending.end(tx, job, stop.state(), stop.reason(), now);
    } else if (job.attempt() >= MAX_FAULTS) {
      Ending.end(tx, job, DeploymentState.FAILED, givenUp(job, why), now);
    } else {
      JobTable.requeue(tx, job, now);
      DeploymentTable.requeue(tx, job.deployment(), tryingAgain(job, why));
    }
  }

  private static Reason tryingAgain(Job job, String why) {
    int next = job.attempt() + 1;
    return Reason.of(
        "platform-retry", why + " It is tried again: attempt " + next + " of " + MAX_FAULTS + ".");
  }

  private static Reason givenUp(Job job, String why) {
    return new Reason(
        "platform-lost",
        "The platform lost it " + job.attempt() + " times. The last time: " + why,
        "This is not the repository's fault: look into the platform's own log, then deploy again.");
  }
}
