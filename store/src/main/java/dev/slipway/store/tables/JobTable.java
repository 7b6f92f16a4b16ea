package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `job`.
final class JobTable {

  private static final int CANDIDATES = 32;

  /// One job, as its row is while a transaction holds the lock on it.
  ///
  /// @param attempt of the claim that holds it; 0 if it was never claimed
  /// @param faults how often the platform was at fault
  /// @param stop how it is to end, if its runner was told to stop
  record Job(
      JobId id,
      DeploymentId deployment,
      Phase phase,
      int attempt,
      int faults,
      Optional<Signal.Stop> stop,
      Optional<Instant> leaseUntil) {

    Claim claim() {
      return new Claim(id, attempt);
    }
  }

  /// A job that waits and may be taken.
  record Due(JobId job, DeploymentId deployment) {}

  /// Where a job is.
  enum Phase {
    QUEUED,
    RUNNING,
    ENDED;

    static Phase of(String word) {
      return switch (word) {
        case "queued" -> QUEUED;
        case "running" -> RUNNING;
        case "ended" -> ENDED;
        default -> throw new IllegalArgumentException("no state of a job: " + word);
      };
    }
  }

  private JobTable() {}

  static void insert(Transaction sql, DeploymentId deployment, AccountId account, Instant now) {
    sql.sql(
            """
            insert into job (id, deployment, account, state, attempt, run_after, created_at)
            values
              (cast(:id as uuid), cast(:deployment as uuid), cast(:account as uuid), 'queued', 0,
               :now, :now)
            """)
        .bind("id", UUID.randomUUID())
        .bind("deployment", deployment.value())
        .bind("account", account.value())
        .bind("now", now)
        .update();
  }

  /// Locks the oldest job of `account` that is due, for who has locked the account.
  ///
  /// Two steps: `order by … limit 1 for update skip locked` in one would make H2 lock every row
  /// that waits. A job that another transaction has locked is passed over, because that one may be
  /// about to end it; where there is no other, that one is waited for.
  static Optional<Job> lockOldestDue(Transaction sql, AccountId account, Instant now) {
    while (true) {
      var candidates = due(sql, account, now, CANDIDATES);
      if (candidates.isEmpty()) {
        return Optional.empty();
      }
      var locked =
          candidates.stream()
              .flatMap(
                  candidate -> lockIfWaiting(sql, candidate, "for update skip locked").stream())
              .findFirst()
              .or(() -> lockIfWaiting(sql, candidates.getFirst(), "for update"));
      if (locked.isPresent()) {
        return locked;
      }
    }
  }

  /// Returns the jobs of `account` that a runner may take now, the oldest first, `limit` at most.
  /* `order by account, state` says nothing new, but lets H2 see that the index has this order. */
  static List<Due> due(Sql sql, AccountId account, Instant now, int limit) {
    return sql.sql(
            """
            select id, deployment from job
            where account = cast(:account as uuid) and state = 'queued' and run_after <= :now
            order by account, state, position limit :limit
            """)
        .bind("account", account.value())
        .bind("now", now)
        .bind("limit", limit)
        .list(row -> new Due(new JobId(row.uuid("id")), new DeploymentId(row.uuid("deployment"))));
  }

  private static Optional<Job> lockIfWaiting(Transaction sql, Due candidate, String lock) {
    return sql.sql("select * from job where id = cast(:id as uuid) and state = 'queued' " + lock)
        .bind("id", candidate.job().value())
        .optional(JobTable::job);
  }

  static int countRunning(Sql sql, AccountId account) {
    return sql.sql(
            """
            select count(*) as jobs from job
            where account = cast(:account as uuid) and state = 'running'
            """)
        .bind("account", account.value())
        .optional(row -> Math.toIntExact(row.number("jobs")))
        .orElse(0);
  }

  /// Locks the job that `claim` holds; empty if the claim is not valid any more.
  static Optional<Job> lock(Transaction sql, Claim claim) {
    return sql.sql(
            """
            select * from job
            where id = cast(:id as uuid) and attempt = :attempt and state = 'running'
            for update
            """)
        .bind("id", claim.job().value())
        .bind("attempt", claim.attempt())
        .optional(JobTable::job);
  }

  /// Locks the job of `deployment`; empty if there is no such deployment.
  static Optional<Job> lock(Transaction sql, DeploymentId deployment) {
    return sql.sql("select * from job where deployment = cast(:deployment as uuid) for update")
        .bind("deployment", deployment.value())
        .optional(JobTable::job);
  }

  /// Gives a job to `runner` as its next attempt.
  static void claim(Transaction sql, Job job, RunnerName runner, Instant leaseUntil) {
    sql.sql(
            """
            update job
            set state = 'running', attempt = :attempt, runner = :runner, lease_until = :until
            where id = cast(:id as uuid)
            """)
        .bind("attempt", job.attempt() + 1)
        .bind("runner", runner.value())
        .bind("until", leaseUntil)
        .bind("id", job.id().value())
        .update();
  }

  static void renew(Transaction sql, Job job, Instant leaseUntil) {
    sql.sql("update job set lease_until = :until where id = cast(:id as uuid)")
        .bind("until", leaseUntil)
        .bind("id", job.id().value())
        .update();
  }

  static void tellToStop(Transaction sql, Job job, Signal.Stop stop) {
    var statement =
        sql.sql(
                """
                update job
                set stop_state = :state, stop_code = :code, stop_what = :what, stop_to_do = :toDo
                where id = cast(:id as uuid)
                """)
            .bind("state", stop.state().word())
            .bind("id", job.id().value());
    DeploymentTable.bind(statement, stop.reason()).update();
  }

  /// Puts a job back on the queue, to be taken at `due` or later.
  static void requeue(Transaction sql, Job job, int faults, Instant due) {
    sql.sql(
            """
            update job
            set state = 'queued', runner = null, lease_until = null, faults = :faults,
              run_after = :due
            where id = cast(:id as uuid)
            """)
        .bind("faults", faults)
        .bind("due", due)
        .bind("id", job.id().value())
        .update();
  }

  static void end(Transaction sql, Job job, Instant now) {
    sql.sql(
            """
            update job set state = 'ended', runner = null, lease_until = null, ended_at = :now
            where id = cast(:id as uuid)
            """)
        .bind("now", now)
        .bind("id", job.id().value())
        .update();
  }

  /// Returns the project of the job, whether the claim on it is valid or not.
  static Optional<ProjectId> project(Sql sql, JobId job) {
    return sql.sql(
            """
            select deployment.project from job join deployment on deployment.id = job.deployment
            where job.id = cast(:id as uuid)
            """)
        .bind("id", job.value())
        .optional(row -> new ProjectId(row.uuid("project")));
  }

  static int countWaiting(Sql sql) {
    return sql.sql("select count(*) as jobs from job where state = 'queued'")
        .optional(row -> Math.toIntExact(row.number("jobs")))
        .orElse(0);
  }

  static List<RunningJob> running(Sql sql) {
    return sql.sql("select * from job where state = 'running' order by position")
        .list(JobTable::runningJob);
  }

  static List<RunningJob> expired(Sql sql, Instant now) {
    return sql.sql(
            """
            select * from job where state = 'running' and lease_until < :now order by position
            """)
        .bind("now", now)
        .list(JobTable::runningJob);
  }

  private static RunningJob runningJob(Row row) {
    return new RunningJob(
        new Claim(new JobId(row.uuid("id")), Math.toIntExact(row.number("attempt"))),
        new DeploymentId(row.uuid("deployment")),
        new RunnerName(row.text("runner")));
  }

  private static Job job(Row row) {
    return new Job(
        new JobId(row.uuid("id")),
        new DeploymentId(row.uuid("deployment")),
        Phase.of(row.text("state")),
        Math.toIntExact(row.number("attempt")),
        Math.toIntExact(row.number("faults")),
        row.optionalText("stop_state").map(state -> stop(row, state)),
        row.optionalInstant("lease_until"));
  }

  private static Signal.Stop stop(Row row, String state) {
    return new Signal.Stop(
        DeploymentState.of(state),
        new Reason(row.text("stop_code"), row.text("stop_what"), row.text("stop_to_do")));
  }
}
