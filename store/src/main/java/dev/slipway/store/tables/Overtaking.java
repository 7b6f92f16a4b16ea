package dev.slipway.store.tables;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import dev.slipway.store.tables.NewDeployments.Live;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// How a job ends whose branch is at another commit by now, and how that commit gets deployed.
/// Works in a transaction that has locked the project's row and then the job's.
final class Overtaking {

  /// What takes the place of a deployment.
  ///
  /// @param recorded whether that was recorded for it just now
  private record Successor(Deployment deployment, Commit commit, boolean recorded) {

    Reason reason(BranchName branch) {
      return Reason.of(
          NewDeployments.SUPERSEDED,
          "Superseded by %s (%s): %s is at that commit by now."
              .formatted(deployment.shortId(), commit.sha().abbreviated(), branch));
    }
  }

  private final Clock clock;
  private final NewDeployments deployments;

  Overtaking(Clock clock, NewDeployments deployments) {
    this.clock = clock;
    this.deployments = deployments;
  }

  /// Ends `job` and makes sure that `tip` gets deployed, if there is one; returns why it ended.
  Reason end(Transaction tx, Project project, Job job, Optional<Commit> tip) {
    var branch = DeploymentTable.get(tx, job.deployment()).branch();
    var successor = tip.map(commit -> successor(tx, project, branch, job, commit));
    var reason = successor.map(next -> next.reason(branch)).orElseGet(() -> Removals.gone(branch));
    if (tip.isEmpty()) {
      HostTable.remove(tx, project.id(), branch, clock.instant());
    }
    Ending.end(tx, job, DeploymentState.SUPERSEDED, reason, clock.instant());
    successor
        .filter(Successor::recorded)
        .ifPresent(next -> deployments.explainWait(tx, project, next.deployment().id()));
    return reason;
  }

  private Successor successor(
      Transaction tx, Project project, BranchName branch, Job job, Commit tip) {
    var others =
        NewDeployments.live(tx, project.id(), branch).stream()
            .filter(live -> !live.job().id().equals(job.id()))
            .toList();
    return willShow(others, tip)
        .or(() -> NewDeployments.shown(tx, project.id(), branch, tip))
        .map(deployment -> new Successor(deployment, tip, false))
        .orElseGet(() -> recorded(tx, project, branch, tip, others));
  }

  private static Optional<Deployment> willShow(List<Live> others, Commit tip) {
    return others.stream()
        .filter(live -> live.job().stop().isEmpty())
        .map(Live::deployment)
        .filter(live -> NewDeployments.isOf(live, tip) || NewDeployments.takesTip(live))
        .findFirst();
  }

  private Successor recorded(
      Transaction tx, Project project, BranchName branch, Commit tip, List<Live> others) {
    var intent = new Intent.Deploy(branch, Optional.of(tip));
    var deployment = deployments.queued(tx, project, intent);
    deployments.supersede(tx, others, deployment);
    return new Successor(deployment, tip, true);
  }
}
