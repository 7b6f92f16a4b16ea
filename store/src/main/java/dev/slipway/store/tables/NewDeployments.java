package dev.slipway.store.tables;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// How deployments come into being, and supersede those before them. Works in a transaction that
/// began by locking the project's row, and that is run again when it meets a duplicate.
final class NewDeployments {

  private static final Logger LOG = System.getLogger(NewDeployments.class.getName());

  /// What the reason of every deployment says that another one replaced.
  static final String SUPERSEDED = "superseded";

  /// A deployment that has not ended, and its job, which is locked.
  record Live(Deployment deployment, Job job) {}

  private final Clock clock;
  private final RandomGenerator random;

  NewDeployments(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Returns the live deployments of the branch as they are once their jobs are locked, the oldest
  /// first.
  static List<Live> live(Transaction tx, ProjectId project, BranchName branch) {
    return DeploymentTable.live(tx, project, branch).stream()
        .flatMap(deployment -> JobTable.lock(tx, deployment.id()).stream())
        .filter(job -> job.phase() != JobTable.Phase.ENDED)
        .map(job -> new Live(DeploymentTable.get(tx, job.deployment()), job))
        .toList();
  }

  /// Returns the one that will show what `intent` asks for. One that was told to stop will not; one
  /// that is to take the tip of its branch will if no runner has looked yet; and one that would
  /// give way to the branch will only show a commit that is wanted in any case if its runner can
  /// still be told so, and the same goes for one that may take over what was built before.
  static Optional<Deployment> answering(Transaction tx, List<Live> live, Intent.Deploy intent) {
    return live.stream()
        .filter(older -> older.job().stop().isEmpty())
        .map(Live::deployment)
        .filter(older ->
            intent.commit().map(asked -> isOf(older, asked)).orElseGet(() -> takesTip(older)))
        .filter(older -> !intent.rebuild() || DeploymentTable.makeRebuild(tx, older.id()))
        .filter(older -> !intent.exact() || DeploymentTable.makeExact(tx, older.id()))
        .findFirst();
  }

  /// Tells whether a deployment is to take the tip of its branch, and no runner has looked yet.
  static boolean takesTip(Deployment deployment) {
    return deployment.commit().isEmpty() && deployment.state() == DeploymentState.QUEUED;
  }

  /// Tells whether a deployment is of `commit`.
  static boolean isOf(Deployment deployment, Commit commit) {
    return deployment.commit().filter(has -> has.sha().equals(commit.sha())).isPresent();
  }

  /// Returns the deployment of `commit` that the branch's host shows, if that is what it shows.
  static Optional<Deployment> shown(
      Transaction tx, ProjectId project, BranchName branch, Commit commit) {
    return DeploymentTable.shown(tx, project, branch)
        .filter(deployment -> isOf(deployment, commit));
  }

  /// Records a deployment and its job. Where something else has the label of its short id, the
  /// database refuses it as a duplicate, and the transaction is run again with another one.
  Deployment queued(Transaction tx, Project project, Intent.Deploy intent) {
    var now = clock.instant();
    var beginning =
        new DeploymentTable.Beginning(
            new DeploymentId(UUID.randomUUID()),
            ShortId.random(random),
            project,
            intent.branch(),
            intent.commit(),
            intent.exact(),
            intent.rebuild(),
            now);
    var deployment = DeploymentTable.insert(tx, beginning);
    JobTable.insert(tx, deployment.id(), project.account(), now);
    HostTable.addFixed(tx, deployment);
    ensureHost(tx, project, intent, now);
    return deployment;
  }

  /// Who asks for a branch as it stands makes the host come back that went with the branch. That a
  /// person wants some commit of it in any case does not bring the branch back.
  private static void ensureHost(
      Transaction tx, Project project, Intent.Deploy intent, Instant now) {
    switch (HostTable.ensureBranch(tx, project, intent.branch(), now)) {
      case THERE -> {}
      case REMOVED -> {
        if (!intent.exact()) {
          HostTable.revive(tx, project, intent.branch(), now);
        }
      }
      case NONE ->
          LOG.log(
              Level.WARNING,
              "Branch has no host, because other branches have the labels it could get: project={0}"
                  + " branch={1}. Its deployments can be reached by their short ids",
              project.name(),
              intent.branch());
    }
  }

  /// Ends those of the `live` ones that wait, and tells the runners of the others to stop.
  void supersede(Transaction tx, List<Live> live, Deployment newer) {
    var reason =
        Reason.of(
            SUPERSEDED,
            "Superseded by %s, a newer deployment of %s.".formatted(name(newer), newer.branch()));
    var stop = new Signal.Stop(DeploymentState.SUPERSEDED, reason);
    live.forEach(older -> Ending.stop(tx, older.job(), stop, clock.instant()));
  }

  /// Returns the short id of a deployment, and its commit if that is known.
  static String name(Deployment deployment) {
    return deployment
        .commit()
        .map(commit -> deployment.shortId() + " (" + commit.sha().abbreviated() + ")")
        .orElseGet(() -> deployment.shortId().value());
  }

  /// Says of a new deployment that it waits for others of its account, if it does.
  void explainWait(Transaction tx, Project project, DeploymentId deployment) {
    var load = AccountTable.load(tx, project.account(), clock.instant());
    int others = load.running() + Math.max(load.due() - 1, 0);
    if (others >= load.concurrency()) {
      DeploymentTable.explain(tx, deployment, busy(load.concurrency()));
    }
  }

  private static Reason busy(int limit) {
    return Reason.of(
        "account-busy",
        "Waits for another build of this account to end: " + limit + " may run at a time.");
  }
}
