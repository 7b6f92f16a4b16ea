package dev.slipway.store.tables;

import dev.slipway.core.alias.Aliases;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/// The aliases in the database, as people move them.
/* The project's row is locked first, as every intake does, so no deployment is recorded between
 * the look at the newest one and the move: what was recorded before does not move the alias again,
 * what is recorded after does.
 */
public final class DatabaseAliases implements Aliases {

  private static final Logger LOG = System.getLogger(DatabaseAliases.class.getName());

  private final Db db;
  private final Clock clock;

  public DatabaseAliases(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Moved show(ProjectId project, DeploymentId deployment) {
    var moved =
        db.transaction(tx -> {
          var locked = ProjectTable.lock(tx, project);
          return DeploymentTable.find(tx, deployment)
              .filter(found -> found.project().equals(project))
              .map(found -> show(tx, locked, found))
              .orElse(Moved.UNKNOWN);
        });
    if (moved == Moved.DONE) {
      LOG.log(Level.INFO, "Moved by a person: project={0} shows={1}", project.value(), deployment);
    }
    return moved;
  }

  private Moved show(Transaction tx, Project project, Deployment deployment) {
    if (deployment.state() != DeploymentState.READY) {
      return Moved.NOT_READY;
    }
    if (deployment.artifact().isEmpty()) {
      return Moved.REMOVED;
    }
    long newest = DeploymentTable.newestSequence(tx, project.id());
    HostTable.show(tx, project, deployment.id(), newest, clock.instant());
    return Moved.DONE;
  }
}
