package dev.slipway.store.tables;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.retention.Pins;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.function.BiFunction;

/// The deployments that people want kept, in the database. Each change is made under the lock of
/// the project, as a removal of files is.
public final class DatabasePins implements Pins {

  private static final Logger LOG = System.getLogger(DatabasePins.class.getName());

  private final Db db;
  private final Clock clock;

  public DatabasePins(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Pinned pin(DeploymentId deployment) {
    return change(deployment, "Pinned", this::pin);
  }

  @Override
  public Pinned unpin(DeploymentId deployment) {
    return change(
        deployment,
        "Unpinned",
        (tx, found) -> {
          RetentionTable.unpin(tx, found.id());
          return Pinned.DONE;
        });
  }

  @Override
  public boolean isPinned(DeploymentId deployment) {
    return RetentionTable.isPinned(db, deployment);
  }

  private Pinned change(
      DeploymentId id, String done, BiFunction<Transaction, Deployment, Pinned> work) {
    var known = DeploymentTable.find(db, id);
    if (known.isEmpty()) {
      return Pinned.UNKNOWN;
    }
    var outcome =
        db.transaction(tx -> {
          ProjectTable.lock(tx, known.get().project());
          return work.apply(tx, DeploymentTable.get(tx, id));
        });
    if (outcome == Pinned.DONE) {
      LOG.log(Level.INFO, "{0} by a person: deployment={1}", done, id);
    }
    return outcome;
  }

  private Pinned pin(Transaction tx, Deployment deployment) {
    if (deployment.state() != DeploymentState.READY) {
      return Pinned.NOT_READY;
    }
    if (deployment.artifact().isEmpty()) {
      return Pinned.REMOVED;
    }
    RetentionTable.pin(tx, deployment.id(), clock.instant());
    return Pinned.DONE;
  }
}
