package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;
import dev.slipway.cli.client.ApiException;
import dev.slipway.core.deployment.DeploymentState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Follows one deployment on the terminal: its log as it is written, and how it ends.
///
/// Where the stream breaks off, it goes on behind the last line that came, as often as it takes if
/// only something new comes each time.
final class Follower {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_BREAKS = 10;

  private final Terminal terminal;
  private final ApiClient client;
  private final Duration pause;

  Follower(Terminal terminal, ApiClient client) {
    this(terminal, client, PAUSE);
  }

  /// @param pause how long to wait before the log is opened again
  Follower(Terminal terminal, ApiClient client, Duration pause) {
    this.terminal = terminal;
    this.client = client;
    this.pause = pause;
  }

  /// Prints the log of `deployment` until it has ended, then its link or the reason that it has
  /// none.
  ///
  /// @return whether it is ready
  /// @throws ApiException if Slipway can't be reached any more, or does not know the deployment
  boolean toTheEnd(String deployment) throws InterruptedException {
    var position = "";
    int breaks = 0;
    boolean ended = false;
    while (!ended) {
      var before = position;
      try (var log = client.follow(deployment, position)) {
        ended = log.each(line -> terminal.say("  │ " + line));
        position = log.position();
        breaks = position.equals(before) ? breaks + 1 : 0;
        if (breaks > MOST_BREAKS) {
          break; // its state tells what it may
        }
      } catch (ApiException e) {
        breaks++;
        if (!e.isPassing() || breaks > MOST_BREAKS) {
          throw e;
        }
      }
      if (!ended) {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    }
    return tellEnd(client.get("/api/deployments/" + ApiClient.segment(deployment)));
  }

  private boolean tellEnd(JsonNode end) {
    var state = end.path("state").asText();
    if (state.equals("ready")) {
      terminal.say("  " + end.path("link").asText());
      return true;
    }
    if (!DeploymentState.of(state).isFinal()) {
      terminal.complain(
          "  It is " + state + " still, but its log breaks off again and again. Look");
      terminal.complain("  at the dashboard, and into the messages of slipway.");
      return false;
    }
    terminal.complain("  " + state + ": " + end.path("reason").path("what").asText());
    var whatToDo = end.path("reason").path("whatToDo").asText();
    if (!whatToDo.isEmpty()) {
      terminal.complain("  " + whatToDo);
    }
    return false;
  }
}
