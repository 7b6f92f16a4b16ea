package dev.slipway.core.job;

import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import java.time.Duration;
import java.util.Optional;

/// The queue as a runner sees it. Every call is one short transaction.
///
/// All calls but [#claim] and [#heartbeat] throw [ClaimLostException] when the claim is no longer
/// valid, with nothing written.
public interface JobQueue {

  /// Takes a job that waits, for `lease` from now; its deployment is then building.
  ///
  /// No account gets more than its number of running jobs. Of the accounts whose turn it may be,
  /// the one comes first that has the fewest running, then the one that got a job the longest ago;
  /// of its jobs the oldest.
  Optional<ClaimedJob> claim(RunnerName runner, Duration lease);

  /// Says that the runner is alive, which renews its lease to `lease` from now.
  Signal heartbeat(Claim claim, Duration lease);

  /// Records which commit is being deployed.
  void resolve(Claim claim, Commit commit);

  /// Records that the build is done and its output is being deployed.
  void deploying(Claim claim);

  /// Makes the deployment ready and moves its aliases to it, unless they show a newer one. Ends the
  /// job.
  void publish(Claim claim, Publication publication);

  /// Ends the job as superseded, because its branch is at another commit by now, or gone if `tip`
  /// is empty: pushes may arrive in any order, and the repository knows the right one. Makes sure
  /// that `tip` gets deployed: unless a deployment of it lives or the branch shows it already, one
  /// is recorded.
  ///
  /// @return why the job has ended, and what is deployed instead
  Reason overtaken(Claim claim, Optional<Commit> tip);

  /// Ends the job, and its deployment in `state`: failed, canceled or superseded.
  void end(Claim claim, DeploymentState state, Reason reason);
}
