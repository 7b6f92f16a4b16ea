package dev.slipway.runner.detect.app;

import dev.slipway.core.deployment.App;

/// A server that a project has.
///
/// @param framework the id of what it is made with, or of its language
/// @param app what starts it
/// @param from which file says so
/// @param sure whether the project says that it is one; otherwise it is one for want of a site
public record Server(String framework, App app, String from, boolean sure) {

  /// Returns a sentence about it.
  public String note() {
    return "App %s, from %s. It is started by: %s".formatted(framework, from, app.start());
  }
}
