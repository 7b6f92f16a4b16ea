package dev.slipway.receiver;

import dev.slipway.core.alias.Aliases;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The production hosts of projects, in memory.
public final class FakeAliases implements Aliases, Routes {

  private static final ArtifactDigest ARTIFACT = new ArtifactDigest("ab".repeat(32));

  private final Map<ProjectId, DeploymentId> shown = new ConcurrentHashMap<>();
  private final FakeDeployments deployments;
  private final FakeProjects projects;

  FakeAliases(FakeDeployments deployments, FakeProjects projects) {
    this.deployments = deployments;
    this.projects = projects;
  }

  @Override
  public Moved show(ProjectId project, DeploymentId id) {
    var deployment = deployments.find(id).filter(found -> found.project().equals(project));
    if (deployment.isEmpty()) {
      return Moved.UNKNOWN;
    }
    if (deployment.get().state() != DeploymentState.READY) {
      return Moved.NOT_READY;
    }
    shown.put(project, id);
    return Moved.DONE;
  }

  Optional<DeploymentId> shown(ProjectId project) {
    return Optional.ofNullable(shown.get(project));
  }

  @Override
  public Route resolve(HostLabel label) {
    return projects
        .find(new ProjectName(label.value()))
        .map(Project::id)
        .flatMap(this::shown)
        .flatMap(deployments::find)
        .<Route>map(deployment -> new Route.Ready(deployment, ARTIFACT, false))
        .orElse(new Route.Empty());
  }
}
