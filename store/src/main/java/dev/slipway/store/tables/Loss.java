package dev.slipway.store.tables;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.JobControl;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Why a job is taken from its runner, and what becomes of it.
sealed interface Loss {

  /// Returns what happened, as a text.
  String why();

  /// Puts the job back on the queue, or ends it.
  void settle(Transaction tx, Job job, Instant now);

  /// Takes `job` from its runner. One that was to stop ends as it was told to.
  static void take(Transaction tx, Job job, Loss loss, Instant now) {
    AttemptTable.end(tx, job.claim(), AttemptTable.LOST, loss.why(), now);
    job.stop()
        .ifPresentOrElse(
            stop -> Ending.end(tx, job, stop.state(), stop.reason(), now),
            () -> loss.settle(tx, job, now));
  }

  /// The platform was at fault, which is counted: after a pause the job is tried again, or it has
  /// failed if it was the last time.
  ///
  /// @param last what a job fails with that is given up
  record Fault(String why, Reason last) implements Loss {

    /// A fault that has no name of its own.
    static Fault unnamed(String why) {
      return new Fault(
          why,
          new Reason(
              "platform-lost",
              "The platform lost it " + JobControl.MAX_FAULTS + " times. The last time: " + why,
              "This is not the repository's fault: look into the platform's own log, then deploy"
                  + " again."));
    }

    static Fault named(Reason reason) {
      return new Fault(reason.text(), reason);
    }

    @Override
    public void settle(Transaction tx, Job job, Instant now) {
      int faults = job.faults() + 1;
      if (Backoff.isOver(faults)) {
        Ending.end(tx, job, DeploymentState.FAILED, last, now);
        return;
      }
      var due = now.plus(Backoff.after(faults));
      JobTable.requeue(tx, job, faults, due);
      DeploymentTable.requeue(tx, job.deployment(), tryingAgain(job, faults, due));
    }

    private Reason tryingAgain(Job job, int faults, Instant due) {
      return Reason.of(
          "platform-retry",
          "Attempt %d came to nothing, which is fault %d of %d of the platform: %s It is tried again at %s."
              .formatted(
                  job.attempt(),
                  faults,
                  JobControl.MAX_FAULTS,
                  why,
                  due.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /// The runner was told to end. That is nobody's fault, so the job is due at once.
  record GivenBack(String why) implements Loss {

    @Override
    public void settle(Transaction tx, Job job, Instant now) {
      JobTable.requeue(tx, job, job.faults(), now);
      DeploymentTable.requeue(tx, job.deployment(), waiting(job));
    }

    private Reason waiting(Job job) {
      return Reason.of(
          "given-back",
          "Attempt %d was given back: %s It is tried again as soon as a runner is free."
              .formatted(job.attempt(), why));
    }
  }
}
