package dev.slipway.store.tables;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Signal;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.time.Instant;

/// How a job ends without a result, with its attempt and its deployment.
final class Ending {

  private Ending() {}

  static void end(Transaction tx, Job job, DeploymentState state, Reason reason, Instant now) {
    JobTable.end(tx, job, now);
    AttemptTable.end(tx, job.claim(), state.word(), reason.text(), now);
    DeploymentTable.end(tx, job.deployment(), state, reason, now);
  }

  /// Stops a job that has not ended: at once if it waits, else by telling its runner. A runner that
  /// was told already is told nothing new.
  static void stop(Transaction tx, Job job, Signal.Stop stop, Instant now) {
    switch (job.phase()) {
      case QUEUED -> end(tx, job, stop.state(), stop.reason(), now);
      case RUNNING -> {
        if (job.stop().isEmpty()) {
          JobTable.tellToStop(tx, job, stop);
        }
      }
      case ENDED -> throw new IllegalStateException("job " + job.id() + " has ended");
    }
  }
}
