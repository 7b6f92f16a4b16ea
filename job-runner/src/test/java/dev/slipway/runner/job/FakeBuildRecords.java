package dev.slipway.runner.job;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.BuildRecords;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.failure.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Builds in memory, of any project.
final class FakeBuildRecords implements BuildRecords {

  static final ShortId EARLIER = new ShortId("earlier123");

  final Map<BuildKey, ArtifactDigest> known = new HashMap<>();
  Optional<ArtifactDigest> anything = Optional.empty();
  boolean rebuild;
  boolean away;

  @Override
  public Optional<PastBuild> find(ProjectId project, BuildKey key) {
    requireThere();
    return Optional.ofNullable(known.get(key))
        .or(() -> anything)
        .map(artifact ->
            new PastBuild(
                artifact,
                EARLIER,
                new BranchName("next"),
                Instant.parse("2026-11-20T08:00:00.123Z")));
  }

  @Override
  public void record(DeploymentId deployment, BuildKey key, ArtifactDigest artifact) {
    requireThere();
    known.put(key, artifact);
  }

  @Override
  public boolean isRebuild(DeploymentId deployment) {
    return rebuild;
  }

  private void requireThere() {
    if (away) {
      throw new StoreException("The database failed: it is away");
    }
  }
}
