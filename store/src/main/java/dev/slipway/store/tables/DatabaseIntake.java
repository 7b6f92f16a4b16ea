package dev.slipway.store.tables;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.NewDeployments.Live;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Records work in the database.
/* Every transaction begins by locking the project's row, so those of one project come one after
 * the other: a delivery that comes twice at the same time is seen by the second, the sequence of
 * deployments is the order in which they were recorded, and of one branch at most one deployment
 * is live that was not told to stop.
 */
public final class DatabaseIntake implements Intake {

  private static final Logger LOG = System.getLogger(DatabaseIntake.class.getName());

  private final Db db;
  private final NewDeployments deployments;
  private final Removals removals;

  /// @param random what short ids are made from
  public DatabaseIntake(Db db, Clock clock, RandomGenerator random) {
    this.db = db;
    this.deployments = new NewDeployments(clock, random);
    this.removals = new Removals(clock);
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
          case Intent.Deploy deploy -> pushed(tx, project, deploy);
          case Intent.Remove removal -> removals.remove(tx, project, removal);
          case Intent.Nothing(var reason) -> new Decision.Ignored(reason);
        };
    DeliveryTable.insert(tx, delivery, decision);
    return decision;
  }

  @Override
  public Decision request(ProjectId project, Intent.Deploy intent) {
    return db.transactionThatLooksFirst(tx -> {
      var locked = ProjectTable.lock(tx, project);
      return deploy(tx, locked, intent, NewDeployments.live(tx, project, intent.branch()));
    });
  }

  /// A push may be late: the runner of another one has then found its commit at the tip of the
  /// branch, and had it deployed. Where nothing else is on its way, there is nothing left to do.
  private Decision pushed(Transaction tx, Project project, Intent.Deploy push) {
    var live = NewDeployments.live(tx, project.id(), push.branch());
    Optional<Deployment> shown =
        live.stream().anyMatch(older -> older.job().stop().isEmpty())
            ? Optional.empty()
            : push.commit()
                .flatMap(commit -> NewDeployments.shown(tx, project.id(), push.branch(), commit));
    return shown.map(DatabaseIntake::joined).orElseGet(() -> deploy(tx, project, push, live));
  }

  private Decision deploy(Transaction tx, Project project, Intent.Deploy intent, List<Live> live) {
    return NewDeployments.answering(tx, live, intent)
        .map(DatabaseIntake::joined)
        .orElseGet(() -> queued(tx, project, intent, live));
  }

  private Decision queued(Transaction tx, Project project, Intent.Deploy intent, List<Live> live) {
    var deployment = deployments.queued(tx, project, intent);
    deployments.supersede(tx, live, deployment);
    deployments.explainWait(tx, project, deployment.id());
    return new Decision.Queued(deployment.id(), deployment.shortId());
  }

  private static Decision joined(Deployment deployment) {
    return new Decision.Joined(deployment.id(), deployment.shortId());
  }
}
