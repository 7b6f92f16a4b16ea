package dev.slipway.core.deployment;

import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.Optional;

/// The deployments that were ever asked for, to read.
public interface Deployments {

  /// Returns the deployment that `id` names.
  Optional<Deployment> find(DeploymentId id);

  /// Returns the deployment that `shortId` names.
  Optional<Deployment> find(ShortId shortId);

  /// Returns the deployments of `project`, the newest first, `limit` at most.
  List<Deployment> newest(ProjectId project, int limit);

  /// Returns the newest deployment of `project` that was made from `commit`, on any branch.
  Optional<Deployment> newest(ProjectId project, CommitSha commit);

  /// Returns the newest deployment of `branch` of `project`, in any state.
  Optional<Deployment> newest(ProjectId project, BranchName branch);

  /// Returns the newest deployment for production of `project` that is ready and older than
  /// `sequence`.
  Optional<Deployment> readyBefore(ProjectId project, long sequence);

  /// Returns the tries at the deployment that `id` names, the first one first.
  List<Attempt> attempts(DeploymentId id);
}
