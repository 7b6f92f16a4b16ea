package dev.slipway.receiver.access;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.Projects;
import dev.slipway.receiver.problem.Problem;
import java.util.List;
import java.util.Optional;

/// Projects and deployments, for their owners only: what is somebody else's is not there.
public final class Owned {

  private final Projects projects;
  private final Deployments deployments;

  public Owned(Projects projects, Deployments deployments) {
    this.projects = projects;
    this.deployments = deployments;
  }

  /// Returns the projects of `account`, by name.
  public List<Project> projects(AccountId account) {
    return projects.of(account);
  }

  /// Returns the project of `account` that `name` names.
  public Project project(AccountId account, String name) {
    return ProjectName.parse(name)
        .flatMap(projects::find)
        .filter(project -> project.account().equals(account))
        .orElseThrow(() -> Problem.notFound("There is no such project.").at("project").exception());
  }

  /// Returns the deployment of `account` that `id`, a UUID or a short id, names, with its project.
  public OwnedDeployment deployment(AccountId account, String id) {
    return find(id)
        .flatMap(deployment -> owned(account, deployment))
        .orElseThrow(() -> Problem.notFound("There is no such deployment.").at("id").exception());
  }

  /// Returns the newest deployments of `project`, `limit` at most.
  public List<Deployment> newest(Project project, int limit) {
    return deployments.newest(project.id(), limit);
  }

  /// Returns the tries at `owned`, the first one first.
  public List<Attempt> attempts(OwnedDeployment owned) {
    return deployments.attempts(owned.deployment().id());
  }

  private Optional<Deployment> find(String id) {
    var byShortId = ShortId.parse(id).flatMap(deployments::find);
    return byShortId.isPresent() ? byShortId : DeploymentId.parse(id).flatMap(deployments::find);
  }

  private Optional<OwnedDeployment> owned(AccountId account, Deployment deployment) {
    return projects.of(account).stream()
        .filter(project -> project.id().equals(deployment.project()))
        .findFirst()
        .map(project -> new OwnedDeployment(project, deployment));
  }
}
