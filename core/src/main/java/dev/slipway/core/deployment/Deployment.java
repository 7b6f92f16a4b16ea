package dev.slipway.core.deployment;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/// One version of a project, as it was when it was read.
///
/// @param sequence grows with every deployment that is recorded: of two, the larger is the newer
/// @param commit empty until the runner has seen what the tip of the branch is, where only a branch
///   was asked for
/// @param reason why it is in its state; present in every final state
/// @param artifact present when it is ready, unless its files were removed since
/// @param app present when it is ready and is an app, which is not served
/// @param startedAt when a runner first claimed it
public record Deployment(
    DeploymentId id,
    ShortId shortId,
    long sequence,
    ProjectId project,
    BranchName branch,
    Environment environment,
    Optional<Commit> commit,
    DeploymentState state,
    Optional<Reason> reason,
    Optional<ArtifactDigest> artifact,
    Optional<App> app,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt) {

  /// A deployment that is a site, or that nothing is known of yet.
  public Deployment(
      DeploymentId id,
      ShortId shortId,
      long sequence,
      ProjectId project,
      BranchName branch,
      Environment environment,
      Optional<Commit> commit,
      DeploymentState state,
      Optional<Reason> reason,
      Optional<ArtifactDigest> artifact,
      Instant createdAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt) {
    this(
        id,
        shortId,
        sequence,
        project,
        branch,
        environment,
        commit,
        state,
        reason,
        artifact,
        Optional.empty(),
        createdAt,
        startedAt,
        finishedAt);
  }
}
