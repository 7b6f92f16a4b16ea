package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.Optional;

/// The table `build_record`.
final class BuildRecordTable {

  private BuildRecordTable() {}

  static Optional<PastBuild> find(Sql sql, ProjectId project, BuildKey key) {
    return sql.sql(
            """
            select build_record.artifact, build_record.built_at, deployment.short_id,
              deployment.branch
            from build_record join deployment on deployment.id = build_record.deployment
            where build_record.project = cast(:project as uuid) and build_key = :key
            """)
        .bind("project", project.value())
        .bind("key", key.hex())
        .optional(row ->
            new PastBuild(
                new ArtifactDigest(row.text("artifact")),
                new ShortId(row.text("short_id")),
                new BranchName(row.text("branch")),
                row.instant("built_at")));
  }

  static void delete(Transaction sql, ProjectId project, BuildKey key) {
    sql.sql("delete from build_record where project = cast(:project as uuid) and build_key = :key")
        .bind("project", project.value())
        .bind("key", key.hex())
        .update();
  }

  static void insert(
      Transaction sql,
      ProjectId project,
      BuildKey key,
      DeploymentId deployment,
      ArtifactDigest artifact,
      Instant now) {
    sql.sql(
            """
            insert into build_record (project, build_key, artifact, deployment, built_at)
            values (cast(:project as uuid), :key, :artifact, cast(:deployment as uuid), :now)
            """)
        .bind("project", project.value())
        .bind("key", key.hex())
        .bind("artifact", artifact.hex())
        .bind("deployment", deployment.value())
        .bind("now", now)
        .update();
  }
}
