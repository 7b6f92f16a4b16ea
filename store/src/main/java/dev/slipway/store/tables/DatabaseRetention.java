package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.retention.ArtifactHolds;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.ReadyDeployment;
import dev.slipway.core.retention.Retention;
import dev.slipway.core.retention.RetentionFacts;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.tables.HoldTable.Hold;
import dev.slipway.store.tables.HoldTable.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which deployments have their files, in the database.
/* The fence: files are taken away under the lock of the project's row, under which people also move
 * aliases and pin. Publishing does not take that lock, but moves an alias only to the deployment
 * that gets ready in that very moment, which is no row of those that were looked at.
 *
 * Whoever decides about an artifact locks its row in artifact_hold. So a runner that holds one, and
 * a cleaning that dooms it, come one after the other, and the second sees the first.
 */
public final class DatabaseRetention implements Retention {

  /// A cleaning that has not deleted a file after this has died.
  private static final Duration DEAD = Duration.ofMinutes(10);

  private final Db db;
  private final Clock clock;

  public DatabaseRetention(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public RetentionFacts facts(Duration grace) {
    var now = clock.instant();
    HoldTable.removeHeldAt(db, now.minus(ArtifactHolds.LENGTH));
    // Holds first: what is published meanwhile is then held or ready, or both.
    var holds = HoldTable.all(db);
    return new RetentionFacts(
        RetentionTable.ready(db, now.minus(grace)),
        in(holds, Set.of(State.HELD)),
        in(holds, Set.of(State.DOOMED, State.DELETING)));
  }

  private static Set<ArtifactDigest> in(List<Hold> holds, Set<State> states) {
    return holds.stream()
        .filter(hold -> states.contains(hold.state()))
        .map(Hold::artifact)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean expire(Expiry expiry, Duration grace) {
    return db.transactionThatLooksFirst(tx -> {
      var now = clock.instant();
      ProjectTable.lock(tx, expiry.project());
      var ready = RetentionTable.ready(tx, expiry.project(), expiry.artifact(), now.minus(grace));
      var known = new HashSet<>(expiry.deployments());
      boolean may =
          !ready.isEmpty()
              && ready.stream().allMatch(found -> found.reach().isEmpty())
              && ready.stream().map(ReadyDeployment::id).allMatch(known::contains);
      if (may) {
        RetentionTable.remove(tx, expiry.project(), expiry.artifact(), now);
        RouteChangeTable.insert(tx, expiry.project(), now);
        doom(tx, expiry.artifact(), now);
      }
      return may;
    });
  }

  @Override
  public boolean doom(ArtifactDigest artifact) {
    return db.transactionThatLooksFirst(tx -> doom(tx, artifact, clock.instant()));
  }

  private static boolean doom(Transaction tx, ArtifactDigest artifact, Instant now) {
    var hold = HoldTable.lock(tx, artifact);
    boolean held =
        hold.filter(found -> found.state() == State.HELD)
            .filter(found -> found.since().isAfter(now.minus(ArtifactHolds.LENGTH)))
            .isPresent();
    if (held || RetentionTable.has(tx, artifact)) {
      return false;
    }
    if (hold.isEmpty()) {
      HoldTable.insert(tx, artifact, State.DOOMED, now);
    } else if (hold.get().state() == State.HELD) {
      HoldTable.update(tx, artifact, State.DOOMED, now);
    }
    return true;
  }

  @Override
  public List<ArtifactDigest> doomed(Duration settled) {
    var now = clock.instant();
    return HoldTable.all(db).stream()
        .filter(hold -> mayBeDeleted(hold, now.minus(settled), now))
        .map(Hold::artifact)
        .toList();
  }

  private static boolean mayBeDeleted(Hold hold, Instant settled, Instant now) {
    return switch (hold.state()) {
      case HELD -> false;
      case DOOMED -> !hold.since().isAfter(settled);
      case DELETING -> !hold.since().isAfter(now.minus(DEAD));
    };
  }

  @Override
  public boolean beginDeleting(ArtifactDigest artifact) {
    return db.transaction(tx -> {
      var now = clock.instant();
      boolean may =
          HoldTable.lock(tx, artifact).filter(hold -> mayBeDeleted(hold, now, now)).isPresent()
              && !RetentionTable.has(tx, artifact);
      if (may) {
        HoldTable.update(tx, artifact, State.DELETING, now);
      }
      return may;
    });
  }

  @Override
  public void gone(ArtifactDigest artifact) {
    HoldTable.deleted(db, artifact);
  }
}
