package dev.slipway.store.tables;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

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

  /// What an alias shows from then on.
  private record Shown(Optional<ArtifactDigest> artifact, Instant from) {}

  private static final int MOST_MOVES = 64;

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

  /// Returns the artifacts of the sites that `alias` has shown before its last move and after
  /// `since`, the newest first, each once. Of an alias that moves all the time only the last moves
  /// count.
  static List<ArtifactDigest> shownUntil(Sql sql, HostLabel alias, Instant since) {
    var artifacts = new LinkedHashSet<ArtifactDigest>();
    Optional<Instant> until = Optional.empty();
    for (var shown : newest(sql, alias)) {
      if (until.isPresent()) {
        if (!until.get().isAfter(since)) {
          break;
        }
        shown.artifact().ifPresent(artifacts::add);
      }
      until = Optional.of(shown.from());
    }
    return List.copyOf(artifacts);
  }

  private static List<Shown> newest(Sql sql, HostLabel alias) {
    return sql.sql(
            """
            select
              case when deployment.app_start is null then deployment.artifact end as artifact,
              alias_move.moved_at
            from alias_move join deployment on deployment.id = alias_move.deployment
            where alias_move.label = :label
            order by alias_move.number desc limit :most
            """)
        .bind("label", alias.value())
        .bind("most", MOST_MOVES)
        .list(row ->
            new Shown(
                row.optionalText("artifact").map(ArtifactDigest::new), row.instant("moved_at")));
  }
}
