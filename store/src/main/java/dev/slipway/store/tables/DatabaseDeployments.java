package dev.slipway.store.tables;

import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import java.util.List;
import java.util.Optional;

/// The deployments in the database.
public final class DatabaseDeployments implements Deployments {

  private final Db db;

  public DatabaseDeployments(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Deployment> find(DeploymentId id) {
    return DeploymentTable.find(db, id);
  }

  @Override
  public Optional<Deployment> find(ShortId shortId) {
    return db.sql("select * from deployment where short_id = :shortId")
        .bind("shortId", shortId.value())
        .optional(DeploymentTable::deployment);
  }

  @Override
  public List<Deployment> newest(ProjectId project, int limit) {
    return db.sql(
            """
            select * from deployment where project = cast(:project as uuid)
            order by sequence desc limit :limit
            """)
        .bind("project", project.value())
        .bind("limit", limit)
        .list(DeploymentTable::deployment);
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, CommitSha commit) {
    return db.sql(
            """
            select * from deployment
            where project = cast(:project as uuid) and commit_sha = :commit
            order by sequence desc limit 1
            """)
        .bind("project", project.value())
        .bind("commit", commit.value())
        .optional(DeploymentTable::deployment);
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, BranchName branch) {
    return db.sql(
            """
            select * from deployment
            where project = cast(:project as uuid) and branch = :branch
            order by sequence desc limit 1
            """)
        .bind("project", project.value())
        .bind("branch", branch.value())
        .optional(DeploymentTable::deployment);
  }

  @Override
  public Optional<Deployment> readyBefore(ProjectId project, long sequence) {
    return db.sql(
            """
            select * from deployment
            where project = cast(:project as uuid) and sequence < :sequence
              and state = 'ready' and environment = 'production' and artifact_removed_at is null
            order by sequence desc limit 1
            """)
        .bind("project", project.value())
        .bind("sequence", sequence)
        .optional(DeploymentTable::deployment);
  }

  @Override
  public List<Attempt> attempts(DeploymentId id) {
    return AttemptTable.of(db, id);
  }
}
