package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
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
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The queue in the database, as a runner sees it.
/* The fence: every write of a runner begins by locking the job's row where id, attempt and state
 * are still those of its claim. From then on nobody can take the job away before the transaction
 * ends, and if the row is not found somebody has. So no write needs a fence of its own.
 */
public final class DatabaseJobQueue implements JobQueue {

  private final Db db;
  private final Clock clock;
  private final Overtaking overtaking;

  public DatabaseJobQueue(Db db, Clock clock) {
    this(db, clock, new SecureRandom());
  }

  /// @param random what the short ids are made from of deployments that overtake others
  public DatabaseJobQueue(Db db, Clock clock, RandomGenerator random) {
    this.db = db;
    this.clock = clock;
    this.overtaking = new Overtaking(clock, new NewDeployments(clock, random));
  }

  /* Whose turn it is is looked up without a lock, and decided under the lock on the account's row:
   * so claims of one account come one after the other, and each sees what the one before has taken.
   * An account that is locked just then is passed over, and waited for only if no other has a job:
   * runners don't queue up behind each other, and none goes away while a job is left. A transaction
   * holds one account at most, so no two of them can wait for each other.
   */
  @Override
  public Optional<ClaimedJob> claim(RunnerName runner, Duration lease) {
    var turns = AccountTable.turns(db, clock.instant());
    return Stream.<Lock>of(AccountTable::lockIfFree, AccountTable::lock)
        .flatMap(lock -> turns.stream().map(turn -> claim(turn.account(), lock, runner, lease)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// A way to lock an account: returns how many jobs of it may run, or nothing if it is not locked.
  private interface Lock extends BiFunction<Transaction, AccountId, Optional<Integer>> {}

  private Optional<ClaimedJob> claim(
      AccountId account, Lock lock, RunnerName runner, Duration lease) {
    return db.transaction(tx -> {
      Instant now = clock.instant();
      return lock.apply(tx, account)
          .filter(limit -> JobTable.countRunning(tx, account) < limit)
          .flatMap(_ -> JobTable.lockOldestDue(tx, account, now))
          .map(job -> {
            AccountTable.claimed(tx, account, now);
            return claimed(tx, job, runner, now, now.plus(lease));
          });
    });
  }

  private static ClaimedJob claimed(
      Transaction tx, Job job, RunnerName runner, Instant now, Instant leaseUntil) {
    var claim = new Claim(job.id(), job.attempt() + 1);
    JobTable.claim(tx, job, runner, leaseUntil);
    AttemptTable.begin(tx, claim, runner, now);
    DeploymentTable.start(tx, job.deployment(), now);
    var deployment = DeploymentTable.get(tx, job.deployment());
    return new ClaimedJob(
        claim,
        ProjectTable.get(tx, deployment.project()),
        deployment,
        !DeploymentTable.isExact(tx, job.deployment()),
        ProjectTable.limits(tx, deployment.project()));
  }

  @Override
  public Signal heartbeat(Claim claim, Duration lease) {
    return db.transaction(tx -> {
      var job = JobTable.lock(tx, claim);
      job.ifPresent(held -> JobTable.renew(tx, held, clock.instant().plus(lease)));
      return job.map(DatabaseJobQueue::signal).orElseGet(Signal.Lost::new);
    });
  }

  private static Signal signal(Job job) {
    return job.stop().<Signal>map(stop -> stop).orElseGet(Signal.GoOn::new);
  }

  @Override
  public void resolve(Claim claim, Commit commit) {
    fenced(
        claim,
        (tx, job) -> {
          DeploymentTable.resolve(tx, job.deployment(), commit);
          return true;
        });
  }

  @Override
  public void deploying(Claim claim) {
    fenced(
        claim,
        (tx, job) -> {
          DeploymentTable.deploying(tx, job.deployment());
          return true;
        });
  }

  /// A job that was to stop is not published but ended as it was told to, and the claim is lost by
  /// that: who canceled a deployment must not see it live.
  @Override
  public void publish(Claim claim, Publication publication) {
    fenced(
        claim,
        (tx, job) -> {
          Instant now = clock.instant();
          job.stop()
              .ifPresentOrElse(
                  stop -> Ending.end(tx, job, stop.state(), stop.reason(), now),
                  () -> publish(tx, job, publication, now));
          return job.stop().isEmpty();
        });
  }

  private static void publish(Transaction tx, Job job, Publication publication, Instant now) {
    var reason = publication.reason();
    JobTable.end(tx, job, now);
    AttemptTable.end(tx, job.claim(), DeploymentState.READY.word(), reason.text(), now);
    DeploymentTable.ready(tx, job.deployment(), publication, now);
    publication
        .program()
        .ifPresent(
            program -> DatabaseDeploymentImages.record(tx, job.deployment(), program.image(), now));
    HostTable.moveAliases(tx, DeploymentTable.get(tx, job.deployment()), now);
  }

  /// The project's row is locked before the job's, as every intake does. One that was to stop ends
  /// as it was told to: who told it knows what is deployed instead.
  @Override
  public Reason overtaken(Claim claim, Optional<Commit> tip) {
    return JobTable.project(db, claim.job())
        .flatMap(project -> db.transactionThatLooksFirst(tx -> overtaken(tx, project, claim, tip)))
        .orElseThrow(() -> new ClaimLostException(claim));
  }

  private Optional<Reason> overtaken(
      Transaction tx, ProjectId id, Claim claim, Optional<Commit> tip) {
    var project = ProjectTable.lock(tx, id);
    return JobTable.lock(tx, claim)
        .map(job ->
            job.stop()
                .map(stop -> {
                  Ending.end(tx, job, stop.state(), stop.reason(), clock.instant());
                  return stop.reason();
                })
                .orElseGet(() -> overtaking.end(tx, project, job, tip)));
  }

  @Override
  public void end(Claim claim, DeploymentState state, Reason reason) {
    if (!state.isFinal() || state == DeploymentState.READY) {
      throw new IllegalArgumentException("a job can't end without a result in " + state.word());
    }
    fenced(
        claim,
        (tx, job) -> {
          Ending.end(tx, job, state, reason, clock.instant());
          return true;
        });
  }

  /// Runs `write` if the claim is valid; the claim is lost if it is not, or if `write` says so.
  private void fenced(Claim claim, BiFunction<Transaction, Job, Boolean> write) {
    boolean held =
        db.transaction(
            tx -> JobTable.lock(tx, claim).map(job -> write.apply(tx, job)).orElse(false));
    if (!held) {
      throw new ClaimLostException(claim);
    }
  }
}
