package dev.slipway.receiver.dashboard;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.project.Environment;
import java.time.Instant;
import java.util.Locale;

/// A deployment as pages show it. Texts that there is nothing for are empty.
///
/// @param title the commit's message, or what comes closest to one
/// @param start the line that starts it, if it is an app
/// @param duration how long the work on it took, or is taking
public record DeploymentView(
    String shortId,
    DeploymentState state,
    String title,
    String branch,
    boolean production,
    String sha,
    String author,
    String what,
    String whatToDo,
    String link,
    String host,
    String start,
    Moment created,
    String duration) {

  static DeploymentView of(Deployment deployment, Domain domain, Instant now) {
    var commit = deployment.commit();
    var link = domain.link(deployment.shortId());
    return new DeploymentView(
        deployment.shortId().value(),
        deployment.state(),
        commit
            .map(Commit::message)
            .filter(message -> !message.isEmpty())
            .orElse("Deployment of " + deployment.branch()),
        deployment.branch().value(),
        deployment.environment() == Environment.PRODUCTION,
        commit.map(known -> known.sha().abbreviated()).orElse(""),
        commit.map(Commit::author).orElse(""),
        deployment.reason().map(Reason::what).orElse(""),
        deployment.reason().map(Reason::whatToDo).orElse(""),
        link.toString(),
        link.getAuthority(),
        deployment.app().map(App::start).orElse(""),
        Moment.of(deployment.createdAt(), now),
        deployment
            .startedAt()
            .map(start -> Times.between(start, deployment.finishedAt().orElse(now)))
            .orElse(""));
  }

  public String path() {
    return "/deployments/" + shortId;
  }

  /// Returns the state as a word for people.
  public String label() {
    var word = state.word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /// Tells whether it is still on its way.
  public boolean live() {
    return !state.isFinal();
  }

  public boolean ready() {
    return state == DeploymentState.READY;
  }

  /// Tells whether a list says why it is in its state: because it failed, or waits.
  public boolean explained() {
    return (failed() || live()) && !what.isEmpty();
  }

  /// Tells whether it is an app, which is kept and not run.
  public boolean app() {
    return !start.isEmpty();
  }

  public boolean failed() {
    return state == DeploymentState.FAILED;
  }
}
