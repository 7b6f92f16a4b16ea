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
import dev.slipway.store.tables.AccountTable.Turn;
import dev.slipway.store.tables.JobTable.Due;
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
    Instant now = clock.instant();
    return AccountTable.turns(db, now).stream().mapToInt(turn -> due(turn, now).size()).sum();
  }

  /// Each is explained in a transaction of its own: who holds one row and wants no other can't be
  /// part of a deadlock.
  @Override
  public void hold(Reason why) {
    Instant now = clock.instant();
    AccountTable.turns(db, now).stream()
        .flatMap(turn -> due(turn, now).stream())
        .forEach(waiting -> explain(waiting.deployment(), why));
  }

  private List<Due> due(Turn turn, Instant now) {
    return JobTable.due(db, turn.account(), now, turn.room());
  }

  private void explain(DeploymentId deployment, Reason why) {
    db.transaction(tx -> {
      DeploymentTable.explain(tx, deployment, why);
      return deployment;
    });
  }

  @Override
  public List<RunningJob> running() {
    return JobTable.running(db);
  }

  @Override
  public void release(Claim claim, String why) {
    takeIf(job -> true, claim, Loss.Fault.unnamed(why));
  }

  @Override
  public void release(Claim claim, Reason fault) {
    takeIf(job -> true, claim, Loss.Fault.named(fault));
  }

  @Override
  public void giveBack(Claim claim, String why) {
    takeIf(job -> true, claim, new Loss.GivenBack(why));
  }

  @Override
  public List<RunningJob> releaseExpired() {
    Instant now = clock.instant();
    Predicate<Job> silent = job -> job.leaseUntil().filter(now::isAfter).isPresent();
    return JobTable.expired(db, now).stream()
        .filter(running -> takeIf(silent, running.claim(), Loss.Fault.unnamed(SILENT)))
        .toList();
  }

  /// Takes the job from its runner if the claim is valid and `condition` holds under the lock.
  private boolean takeIf(Predicate<Job> condition, Claim claim, Loss loss) {
    boolean taken =
        db.transaction(tx -> {
          var job = JobTable.lock(tx, claim).filter(condition);
          job.ifPresent(lost -> Loss.take(tx, lost, loss, clock.instant()));
          return job.isPresent();
        });
    if (taken) {
      log(claim, loss);
    }
    return taken;
  }

  private static void log(Claim claim, Loss loss) {
    switch (loss) {
      case Loss.Fault(var why, _) ->
          LOG.log(
              Level.WARNING,
              "Released job={0} attempt={1}: {2}",
              claim.job(),
              claim.attempt(),
              why);
      case Loss.GivenBack(var why) ->
          LOG.log(
              Level.INFO, "Given back job={0} attempt={1}: {2}", claim.job(), claim.attempt(), why);
    }
  }
}
