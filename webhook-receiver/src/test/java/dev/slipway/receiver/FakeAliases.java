package dev.slipway.receiver;

import dev.slipway.core.alias.Aliases;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The production hosts of projects and the hosts of deployments, in memory.
public final class FakeAliases implements Aliases, Routes {

  private static final ArtifactDigest ARTIFACT = new ArtifactDigest("ab".repeat(32));

  private final Map<ProjectId, DeploymentId> shown = new ConcurrentHashMap<>();
  private final FakeDeployments deployments;
  private final FakeProjects projects;
  private final FakeProjectAccess access;

  FakeAliases(FakeDeployments deployments, FakeProjects projects, FakeProjectAccess access) {
    this.deployments = deployments;
    this.projects = projects;
    this.access = access;
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
    return production(label)
        .map(deployment -> route(deployment, true))
        .or(() -> fixed(label).map(deployment -> route(deployment, false)))
        .orElse(new Route.Empty());
  }

  private Optional<Deployment> production(HostLabel label) {
    return projects
        .find(new ProjectName(label.value()))
        .map(Project::id)
        .flatMap(this::shown)
        .flatMap(deployments::find);
  }

  private Optional<Deployment> fixed(HostLabel label) {
    return ShortId.parse(label.value()).flatMap(deployments::find);
  }

  private Route route(Deployment deployment, boolean own) {
    var who = access.access(deployment, own);
    return deployment.state() == DeploymentState.READY
        ? new Route.Ready(deployment, ARTIFACT, !own, List.of(), who)
        : new Route.NotReady(deployment, who);
  }
}
