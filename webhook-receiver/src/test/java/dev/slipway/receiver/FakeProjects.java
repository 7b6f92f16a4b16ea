package dev.slipway.receiver;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Hook;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.Projects;
import dev.slipway.core.secret.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Projects in memory.
public final class FakeProjects implements Projects {

  private final Map<ProjectName, Project> byName = new ConcurrentHashMap<>();
  private final Map<ProjectId, ProjectLimits> limits = new ConcurrentHashMap<>();
  private final Map<ProjectId, Secret> secrets = new ConcurrentHashMap<>();

  @Override
  public synchronized boolean add(Project project, Secret hookSecret) {
    if (byName.putIfAbsent(project.name(), project) != null) {
      return false;
    }
    secrets.put(project.id(), hookSecret);
    return true;
  }

  @Override
  public Optional<Project> find(ProjectName name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Optional<Hook> hook(ProjectName name) {
    return find(name).map(project -> new Hook(project, hookSecret(project.id())));
  }

  @Override
  public Secret hookSecret(ProjectId project) {
    return Objects.requireNonNull(secrets.get(project), "no such project");
  }

  @Override
  public List<Project> of(AccountId account) {
    return byName.values().stream()
        .filter(project -> project.account().equals(account))
        .sorted(Comparator.comparing(project -> project.name().value()))
        .toList();
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return byName.values().stream().filter(project -> project.id().equals(id)).findFirst();
  }

  @Override
  public ProjectLimits limits(ProjectId project) {
    return limits.getOrDefault(project, ProjectLimits.NONE);
  }

  @Override
  public void limit(ProjectId project, ProjectLimits wanted) {
    limits.put(project, wanted);
  }

  Project byId(ProjectId id) {
    return byName.values().stream()
        .filter(project -> project.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
