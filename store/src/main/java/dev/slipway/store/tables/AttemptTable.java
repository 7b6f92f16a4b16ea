package dev.slipway.store.tables;

import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.RunnerName;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The table `attempt`: who had a job when, and what came of it.
final class AttemptTable {

  /// The outcome of an attempt whose runner is gone; else it is the state of the deployment.
  static final String LOST = "lost";

  private AttemptTable() {}

  static void begin(Transaction sql, Claim claim, RunnerName runner, Instant now) {
    sql.sql(
            """
            insert into attempt (job, number, runner, started_at)
            values (cast(:job as uuid), :number, :runner, :now)
            """)
        .bind("job", claim.job().value())
        .bind("number", claim.attempt())
        .bind("runner", runner.value())
        .bind("now", now)
        .update();
  }

  /// Records how the attempt ended, unless that is known.
  static void end(Transaction sql, Claim claim, String outcome, String why, Instant now) {
    sql.sql(
            """
            update attempt set outcome = :outcome, why = :why, ended_at = :now
            where job = cast(:job as uuid) and number = :number and ended_at is null
            """)
        .bind("outcome", outcome)
        .bind("why", why)
        .bind("now", now)
        .bind("job", claim.job().value())
        .bind("number", claim.attempt())
        .update();
  }

  /// Returns the attempts at `deployment`, the first one first.
  static List<Attempt> of(Sql sql, DeploymentId deployment) {
    return sql.sql(
            """
            select attempt.* from attempt join job on job.id = attempt.job
            where job.deployment = cast(:deployment as uuid) order by attempt.number
            """)
        .bind("deployment", deployment.value())
        .list(AttemptTable::attempt);
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        Math.toIntExact(row.number("number")),
        row.text("runner"),
        row.instant("started_at"),
        row.optionalInstant("ended_at").map(at -> end(row, at)));
  }

  private static Attempt.End end(Row row, Instant at) {
    var outcome = Attempt.Outcome.valueOf(row.text("outcome").toUpperCase(Locale.ROOT));
    return new Attempt.End(outcome, at, row.text("why"));
  }
}
