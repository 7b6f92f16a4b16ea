package dev.slipway.store.tables;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.store.database.Transaction;
import java.time.Instant;

/// The table `alias_move`: what each alias has shown, and who moved it. Rows are only added, in the
/// transaction that moves the alias.
final class AliasMoveTable {

  /// The cause of a move because a deployment was published.
  static final String PUBLISHED = "published";

  /// The cause of a move that a person asked for.
  static final String PERSON = "person";

  /// One move.
  ///
  /// @param sequence what the alias has from then on: only a larger one moves it
  record Move(HostLabel alias, DeploymentId deployment, long sequence) {}

  private AliasMoveTable() {}

  static void insert(Transaction sql, Move move, String cause, Instant now) {
    sql.sql(
            """
            insert into alias_move (label, deployment, sequence, cause, moved_at)
            values (:label, cast(:deployment as uuid), :sequence, :cause, :now)
            """)
        .bind("label", move.alias().value())
        .bind("deployment", move.deployment().value())
        .bind("sequence", move.sequence())
        .bind("cause", cause)
        .bind("now", now)
        .update();
  }
}
