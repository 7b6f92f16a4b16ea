package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.retention.ArtifactHolds;
import dev.slipway.store.database.Db;
import dev.slipway.store.tables.HoldTable.State;
import java.time.Clock;

/// Who is about to publish artifacts, in the database.
public final class DatabaseArtifactHolds implements ArtifactHolds {

  private final Db db;
  private final Clock clock;

  public DatabaseArtifactHolds(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /// What is only doomed is taken back: its file is still there.
  @Override
  public boolean hold(ArtifactDigest artifact) {
    return db.transactionThatLooksFirst(tx -> {
      var hold = HoldTable.lock(tx, artifact);
      if (hold.filter(found -> found.state() == State.DELETING).isPresent()) {
        return false;
      }
      if (hold.isPresent()) {
        HoldTable.update(tx, artifact, State.HELD, clock.instant());
      } else {
        HoldTable.insert(tx, artifact, State.HELD, clock.instant());
      }
      return true;
    });
  }
}
