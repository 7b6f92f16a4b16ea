package dev.slipway.receiver.rollback;

import dev.slipway.core.alias.Aliases;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.project.Project;
import dev.slipway.receiver.problem.Problem;
import java.util.Optional;

/// The door for people who decide what a project's production host shows.
public final class Rollbacks {

  private final Deployments deployments;
  private final Aliases aliases;
  private final Routes routes;
  private final RouteChanges changes;

  /// @param changes who is told that a host shows something else
  public Rollbacks(Deployments deployments, Aliases aliases, Routes routes, RouteChanges changes) {
    this.deployments = deployments;
    this.aliases = aliases;
    this.routes = routes;
    this.changes = changes;
  }

  /// Returns the deployment that the production host of `project` shows; empty if none was ever
  /// ready.
  public Optional<Deployment> shown(Project project) {
    return routes.resolve(new HostLabel(project.name().value())) instanceof Route.Ready ready
        ? Optional.of(ready.deployment())
        : Optional.empty();
  }

  /// Returns the deployment for production that was ready before the one that is shown.
  public Deployment before(Project project) {
    var shown = shown(project).orElseThrow(() -> nothingBefore("shows nothing yet").exception());
    return deployments
        .readyBefore(project.id(), shown.sequence())
        .orElseThrow(() ->
            nothingBefore("shows " + shown.shortId() + ", and nothing older is ready").exception());
  }

  /// Makes the production host of `project` show `deployment`, and returns what it shows then: the
  /// same, unless a push was faster.
  public Deployment show(Project project, Deployment deployment) {
    switch (aliases.show(project.id(), deployment.id())) {
      case DONE -> changes.changed(project.id());
      case UNKNOWN ->
          throw Problem.notFound("There is no such deployment of this project.")
              .at("deployment")
              .exception();
      case NOT_READY -> throw notReady(deployment).exception();
      case REMOVED -> throw removed(deployment).exception();
    }
    return shown(project).orElse(deployment);
  }

  private static Problem nothingBefore(String state) {
    return Problem.conflict(
        "nothing-before", "The project " + state + ". Name the deployment that it should show.");
  }

  private static Problem removed(Deployment deployment) {
    return Problem.conflict(
            "artifact-removed",
            "The files of %s were removed; redeploy its commit to show it again."
                .formatted(deployment.shortId()))
        .at("deployment");
  }

  private static Problem notReady(Deployment deployment) {
    return Problem.conflict(
            "not-ready",
            "%s is %s; only what is ready can be shown."
                .formatted(deployment.shortId(), deployment.state().word()))
        .at("deployment");
  }
}
