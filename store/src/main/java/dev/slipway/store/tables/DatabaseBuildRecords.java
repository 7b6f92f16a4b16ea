package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.BuildRecords;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.ArtifactRecords;
import dev.slipway.store.database.Db;
import java.time.Clock;
import java.util.Optional;

/// What was built from what, in the database.
public final class DatabaseBuildRecords implements BuildRecords, ArtifactRecords {

  private final Db db;
  private final Clock clock;

  public DatabaseBuildRecords(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Optional<PastBuild> find(ProjectId project, BuildKey key) {
    return BuildRecordTable.find(db, project, key);
  }

  @Override
  public void record(DeploymentId deployment, BuildKey key, ArtifactDigest artifact) {
    var now = clock.instant();
    db.transactionThatLooksFirst(tx -> {
      var project = DeploymentTable.get(tx, deployment).project();
      BuildRecordTable.delete(tx, project, key);
      BuildRecordTable.insert(tx, project, key, deployment, artifact, now);
      return key;
    });
  }

  @Override
  public void forget(ArtifactDigest artifact) {
    db.sql("delete from build_record where artifact = :artifact")
        .bind("artifact", artifact.hex())
        .update();
  }

  @Override
  public boolean isRebuild(DeploymentId deployment) {
    return DeploymentTable.isRebuild(db, deployment);
  }
}
