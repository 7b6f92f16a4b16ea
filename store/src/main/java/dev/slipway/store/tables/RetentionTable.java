package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.Reach;
import dev.slipway.core.retention.ReadyDeployment;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the tables `deployment`, `host` and `alias_move` say about files: which deployments have
/// theirs, and which can be reached.
final class RetentionTable {

  private RetentionTable() {}

  /// Returns all deployments that have their files.
  ///
  /// @param since from when on it matters what an alias showed
  static List<ReadyDeployment> ready(Sql sql, Instant since) {
    return sql.sql(READY + " order by deployment.sequence")
        .bind("since", since)
        .list(RetentionTable::deployment);
  }

  /// Returns those of `project` that have `artifact`.
  static List<ReadyDeployment> ready(
      Sql sql, ProjectId project, ArtifactDigest artifact, Instant since) {
    return sql.sql(
            READY
                + " and deployment.project = cast(:project as uuid)"
                + " and deployment.artifact = :artifact order by deployment.sequence")
        .bind("since", since)
        .bind("project", project.value())
        .bind("artifact", artifact.hex())
        .list(RetentionTable::deployment);
  }

  /// Tells whether any deployment has `artifact`.
  static boolean has(Sql sql, ArtifactDigest artifact) {
    return sql.sql(
            """
            select id from deployment
            where artifact = :artifact and state = 'ready' and artifact_removed_at is null limit 1
            """)
        .bind("artifact", artifact.hex())
        .exists();
  }

  /// Takes its files from every deployment of `project` that has `artifact`.
  static void remove(Transaction sql, ProjectId project, ArtifactDigest artifact, Instant now) {
    sql.sql(
            """
            update deployment set artifact_removed_at = :now
            where project = cast(:project as uuid) and artifact = :artifact
              and state = 'ready' and artifact_removed_at is null
            """)
        .bind("now", now)
        .bind("project", project.value())
        .bind("artifact", artifact.hex())
        .update();
  }

  static void pin(Transaction sql, DeploymentId deployment, Instant now) {
    sql.sql(
            """
            update deployment set pinned_at = coalesce(pinned_at, :now)
            where id = cast(:id as uuid)
            """)
        .bind("now", now)
        .bind("id", deployment.value())
        .update();
  }

  static void unpin(Transaction sql, DeploymentId deployment) {
    sql.sql("update deployment set pinned_at = null where id = cast(:id as uuid)")
        .bind("id", deployment.value())
        .update();
  }

  static boolean isPinned(Sql sql, DeploymentId deployment) {
    return sql.sql(
            "select id from deployment where id = cast(:id as uuid) and pinned_at is not null")
        .bind("id", deployment.value())
        .exists();
  }

  private static ReadyDeployment deployment(Row row) {
    return new ReadyDeployment(
        new DeploymentId(row.uuid("id")),
        new ShortId(row.text("short_id")),
        row.number("sequence"),
        new ProjectId(row.uuid("project")),
        Environment.valueOf(row.text("environment").toUpperCase(Locale.ROOT)),
        new ArtifactDigest(row.text("artifact")),
        row.instant("finished_at"),
        reach(row));
  }

  private static Optional<Reach> reach(Row row) {
    if (row.flag("shown")) {
      return Optional.of(Reach.SHOWN);
    }
    if (row.flag("pinned")) {
      return Optional.of(Reach.PINNED);
    }
    return row.flag("lately") ? Optional.of(Reach.SHOWN_LATELY) : Optional.empty();
  }

  /* An alias showed a deployment until its next move, which was after an instant if none of the
   * later moves was before. What it shows since its last move is in host.
   */
  private static final String READY =
      """
      select deployment.id, deployment.short_id, deployment.sequence, deployment.project,
        deployment.environment, deployment.artifact, deployment.finished_at,
        deployment.pinned_at is not null as pinned,
        exists (
          select 1 from host where host.deployment = deployment.id and host.kind <> 'deployment'
        ) as shown,
        exists (
          select 1 from alias_move own
          where own.deployment = deployment.id
            and exists (
              select 1 from alias_move later
              where later.label = own.label and later.number > own.number
            )
            and not exists (
              select 1 from alias_move later
              where later.label = own.label and later.number > own.number
                and later.moved_at <= :since
            )
        ) as lately
      from deployment
      where deployment.state = 'ready' and deployment.artifact_removed_at is null
      """;
}
