package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiClient;

/// Follows one deployment on the terminal: its log as it is written, and how it ends.
final class Follower {

  private final Terminal terminal;
  private final ApiClient client;

  Follower(Terminal terminal, ApiClient client) {
    this.terminal = terminal;
    this.client = client;
  }

  /// Prints the log of `deployment` until it has ended, then its link or the reason that it has
  /// none.
  ///
  /// @return whether it is ready
  boolean toTheEnd(String deployment) throws InterruptedException {
    try (var log = client.follow(deployment)) {
      log.each(line -> terminal.say("  │ " + line));
    }
    JsonNode end = client.get("/api/deployments/" + deployment);
    var state = end.path("state").asText();
    if (state.equals("ready")) {
      terminal.say("  " + end.path("link").asText());
      return true;
    }
    terminal.complain("  " + state + ": " + end.path("reason").path("what").asText());
    var whatToDo = end.path("reason").path("whatToDo").asText();
    if (!whatToDo.isEmpty()) {
      terminal.complain("  " + whatToDo);
    }
    return false;
  }
}
