package dev.slipway.store.tables;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.JobTable.Job;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Records work in the database.
/* Every transaction begins by locking the project's row, so those of one project come one after
 * the other: a delivery that comes twice at the same time is seen by the second, the sequence of
 * deployments is the order in which they were recorded, and of one branch at most one deployment
 * is live that was not told to stop.
 */
public final class DatabaseIntake implements Intake {

  private static final Logger LOG = System.getLogger(DatabaseIntake.class.getName());

  /// A deployment that has not ended, and its job, which is locked.
  private record Live(Deployment deployment, Job job) {}

  private final Db db;
  private final Clock clock;
  private final RandomGenerator random;

  /// @param random what short ids are made from
  public DatabaseIntake(Db db, Clock clock, RandomGenerator random) {
    this.db = db;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Decision accept(Delivery delivery, Intent intent) {
    return db.transactionThatLooksFirst(tx -> {
      var project = ProjectTable.lock(tx, delivery.project());
      var known = DeliveryTable.find(tx, delivery);
      return known.isPresent()
          ? again(delivery, known.get())
          : first(tx, project, delivery, intent);
    });
  }

  private static Decision again(Delivery delivery, DeliveryTable.Known known) {
    if (!known.bodySha256().equals(delivery.bodySha256())) {
      LOG.log(
          Level.WARNING,
          "Delivery came again with another body, which is ignored: project={0} delivery={1}",
          delivery.project().value(),
          delivery.id().value());
    }
    return known.decision();
  }

  private Decision first(Transaction tx, Project project, Delivery delivery, Intent intent) {
    var decision =
        switch (intent) {
          case Intent.Deploy deploy -> deploy(tx, project, deploy);
          case Intent.Nothing(var reason) -> new Decision.Ignored(reason);
        };
    DeliveryTable.insert(tx, delivery, decision);
    return decision;
  }

  @Override
  public Decision request(ProjectId project, Intent.Deploy intent) {
    return db.transactionThatLooksFirst(tx -> deploy(tx, ProjectTable.lock(tx, project), intent));
  }

  private Decision deploy(Transaction tx, Project project, Intent.Deploy intent) {
    var live = live(tx, project, intent);
    var same = live.stream().filter(older -> answers(older, intent)).findFirst();
    if (same.isPresent()) {
      var joined = same.get().deployment();
      return new Decision.Joined(joined.id(), joined.shortId());
    }
    var deployment = queued(tx, project, intent);
    supersede(tx, live, deployment);
    return new Decision.Queued(deployment.id(), deployment.shortId());
  }

  /// Returns the live deployments of the branch as they are once their jobs are locked.
  private static List<Live> live(Transaction tx, Project project, Intent.Deploy intent) {
    return DeploymentTable.live(tx, project.id(), intent.branch()).stream()
        .flatMap(deployment -> JobTable.lock(tx, deployment.id()).stream())
        .filter(job -> job.phase() != JobTable.Phase.ENDED)
        .map(job -> new Live(DeploymentTable.get(tx, job.deployment()), job))
        .toList();
  }

  /// Tells whether `older` will show what `intent` asks for. One that was told to stop will not;
  /// and one that is to take the tip of its branch will if no runner has looked yet.
  private static boolean answers(Live older, Intent.Deploy intent) {
    if (older.job().stop().isPresent()) {
      return false;
    }
    var commit = older.deployment().commit();
    return intent
        .commit()
        .map(asked -> commit.filter(has -> has.sha().equals(asked.sha())).isPresent())
        .orElseGet(() -> commit.isEmpty() && older.deployment().state() == DeploymentState.QUEUED);
  }

  private Deployment queued(Transaction tx, Project project, Intent.Deploy intent) {
    var now = clock.instant();
    var beginning =
        new DeploymentTable.Beginning(
            new DeploymentId(UUID.randomUUID()),
            freeShortId(tx),
            project,
            intent.branch(),
            intent.commit(),
            intent.exact(),
            now);
    var deployment = DeploymentTable.insert(tx, beginning);
    JobTable.insert(tx, deployment.id(), now);
    HostTable.addFixed(tx, deployment);
    if (!HostTable.ensureBranch(tx, project, intent.branch(), now)) {
      LOG.log(
          Level.WARNING,
          "Branch has no host, because other branches have the labels it could get: project={0}"
              + " branch={1}. Its deployments can be reached by their short ids",
          project.name(),
          intent.branch());
    }
    return deployment;
  }

  private ShortId freeShortId(Transaction tx) {
    return Stream.generate(() -> ShortId.random(random))
        .filter(shortId -> !HostTable.isTaken(tx, HostTable.labelOf(shortId)))
        .findFirst()
        .orElseThrow();
  }

  private void supersede(Transaction tx, List<Live> live, Deployment newer) {
    var reason =
        Reason.of(
            "superseded",
            "A newer deployment of " + newer.branch() + ", " + newer.shortId() + ", replaced it.");
    var stop = new Signal.Stop(DeploymentState.SUPERSEDED, reason);
    live.forEach(older -> Ending.stop(tx, older.job(), stop, clock.instant()));
  }
}
