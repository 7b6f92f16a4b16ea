package dev.slipway.store.tables;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Transaction;
import java.time.Clock;

/// What becomes of a branch that was deleted. Works in a transaction that began by locking the
/// project's row.
/* Deliveries come late and out of order, and all that a deletion says of its time is which commit
 * the branch was at. So one is late if a deployment of the branch that is newer than those of that
 * commit is ready or on its way: it removes nothing then. Of a commit that was never deployed
 * (its message said to skip it, or its push is still to come) nothing can be told, and the deletion
 * is believed. What that gets wrong is put right: a push that comes after it brings the host back,
 * and takes it away again if the runner finds no such branch.
 */
final class Removals {

  private final Clock clock;

  Removals(Clock clock) {
    this.clock = clock;
  }

  /// Ends the work on the branch and makes its host show nothing, unless it was pushed again.
  Decision remove(Transaction tx, Project project, Intent.Remove removal) {
    var branch = removal.branch();
    boolean late =
        removal.last().filter(last -> isLate(tx, project.id(), branch, last)).isPresent();
    if (late) {
      return new Decision.Ignored(
          branch + " was deleted, but pushed again since: word of the deletion came late.");
    }
    stop(tx, project.id(), branch);
    return HostTable.remove(tx, project.id(), branch, clock.instant())
        .<Decision>map(host -> new Decision.Removed(removed(project, branch, host)))
        .orElseGet(() -> new Decision.Ignored(branch + " was deleted, and no host shows it."));
  }

  /// Returns why a deployment ended whose branch was deleted.
  static Reason gone(BranchName branch) {
    return Reason.of(
        "branch-gone",
        "Superseded by nothing: the repository has no branch " + branch + " any more.");
  }

  private static String removed(Project project, BranchName branch, HostLabel host) {
    var gone = branch + " was deleted: " + host + " shows nothing any more.";
    return branch.equals(project.production())
        ? gone + " It is the production branch; production shows what it showed."
        : gone;
  }

  /// A commit that a person wants in any case is deployed all the same.
  private void stop(Transaction tx, ProjectId project, BranchName branch) {
    var stop = new Signal.Stop(DeploymentState.SUPERSEDED, gone(branch));
    NewDeployments.live(tx, project, branch).stream()
        .filter(live -> !DeploymentTable.isExact(tx, live.deployment().id()))
        .forEach(live -> Ending.stop(tx, live.job(), stop, clock.instant()));
  }

  private static boolean isLate(
      Transaction tx, ProjectId project, BranchName branch, CommitSha last) {
    return tx.sql(
            """
            select id from deployment
            where project = cast(:project as uuid) and branch = :branch
              and not exact and commit_sha is not null
              and state in ('queued', 'building', 'deploying', 'ready')
              and sequence > (
                select max(sequence) from deployment
                where project = cast(:project as uuid) and branch = :branch
                  and commit_sha = :last
              )
            """)
        .bind("project", project.value())
        .bind("branch", branch.value())
        .bind("last", last.value())
        .exists();
  }
}
