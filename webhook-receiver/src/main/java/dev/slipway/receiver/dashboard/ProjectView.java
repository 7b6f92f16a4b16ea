package dev.slipway.receiver.dashboard;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.project.Project;
import dev.slipway.receiver.hook.GitHubHook;

/// A project as pages show it.
///
/// @param link the URL of its production host
public record ProjectView(
    String name, String repository, String branch, String link, String host, String hook) {

  static ProjectView of(Project project, Domain domain) {
    var link = domain.of(new HostLabel(project.name().value()));
    return new ProjectView(
        project.name().value(),
        project.repository().toString(),
        project.production().value(),
        link.toString(),
        link.getAuthority(),
        domain.control() + GitHubHook.path(project.name()));
  }

  public String path() {
    return "/projects/" + name;
  }
}
