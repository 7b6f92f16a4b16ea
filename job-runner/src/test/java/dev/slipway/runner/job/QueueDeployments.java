package dev.slipway.runner.job;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.Optional;

/// The one deployment of a job, as a [ScriptedQueue] has it.
///
/// @param previous the artifact of the one that was ready before it
record QueueDeployments(ScriptedQueue queue, ClaimedJob job, Optional<ArtifactDigest> previous)
    implements Deployments {

  QueueDeployments(ScriptedQueue queue, ClaimedJob job) {
    this(queue, job, Optional.empty());
  }

  @Override
  public Optional<Deployment> find(DeploymentId id) {
    return Optional.of(
        deployment(
            queue.state,
            queue.ended.or(() -> queue.published.map(Publication::reason)),
            queue.published.map(Publication::artifact)));
  }

  private Deployment deployment(
      DeploymentState state, Optional<Reason> reason, Optional<ArtifactDigest> artifact) {
    var first = job.deployment();
    return new Deployment(
        first.id(),
        first.shortId(),
        first.sequence(),
        first.project(),
        first.branch(),
        first.environment(),
        first.commit(),
        state,
        reason,
        artifact,
        first.createdAt(),
        first.startedAt(),
        first.finishedAt());
  }

  @Override
  public Optional<Deployment> find(ShortId shortId) {
    return Optional.empty();
  }

  @Override
  public List<Deployment> newest(ProjectId project, int limit) {
    return List.of();
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, CommitSha commit) {
    return Optional.empty();
  }

  @Override
  public Optional<Deployment> newest(ProjectId project, BranchName branch) {
    return Optional.empty();
  }

  @Override
  public Optional<Deployment> readyBefore(ProjectId project, long sequence) {
    return previous.map(
        artifact -> deployment(DeploymentState.READY, Optional.empty(), Optional.of(artifact)));
  }

  @Override
  public List<Attempt> attempts(DeploymentId id) {
    return List.of();
  }
}
