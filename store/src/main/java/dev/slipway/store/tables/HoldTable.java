package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table `artifact_hold`: what is about to happen to the files of artifacts. Who decides
/// anything about an artifact locks its row first, and makes it if there is none.
final class HoldTable {

  /// What is about to happen.
  enum State {
    HELD,
    DOOMED,
    DELETING;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One row.
  record Hold(ArtifactDigest artifact, State state, Instant since) {}

  private HoldTable() {}

  /// Returns the row of `artifact`, which no other transaction can lock until this one ends.
  static Optional<Hold> lock(Transaction sql, ArtifactDigest artifact) {
    return sql.sql("select * from artifact_hold where artifact = :artifact for update")
        .bind("artifact", artifact.hex())
        .optional(HoldTable::hold);
  }

  /// Makes the row of `artifact`, which there is not yet.
  static void insert(Transaction sql, ArtifactDigest artifact, State state, Instant now) {
    sql.sql("insert into artifact_hold (artifact, state, since) values (:artifact, :state, :now)")
        .bind("artifact", artifact.hex())
        .bind("state", state.word())
        .bind("now", now)
        .update();
  }

  static void update(Transaction sql, ArtifactDigest artifact, State state, Instant now) {
    sql.sql("update artifact_hold set state = :state, since = :now where artifact = :artifact")
        .bind("artifact", artifact.hex())
        .bind("state", state.word())
        .bind("now", now)
        .update();
  }

  /// Removes the row of `artifact` if its file was being deleted.
  static void deleted(Sql sql, ArtifactDigest artifact) {
    sql.sql("delete from artifact_hold where artifact = :artifact and state = 'deleting'")
        .bind("artifact", artifact.hex())
        .update();
  }

  /// Removes the rows of what was held at `instant` and is not held again.
  static void removeHeldAt(Sql sql, Instant instant) {
    sql.sql("delete from artifact_hold where state = 'held' and since <= :instant")
        .bind("instant", instant)
        .update();
  }

  /// Returns all rows, what is longest in its state first.
  static List<Hold> all(Sql sql) {
    return sql.sql("select * from artifact_hold order by since").list(HoldTable::hold);
  }

  private static Hold hold(Row row) {
    return new Hold(
        new ArtifactDigest(row.text("artifact")),
        State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.instant("since"));
  }
}
