package dev.slipway.runner.job;

import dev.slipway.runner.build.BuildLimits;
import java.net.URI;
import java.util.Map;

/// In what, and within what limits, builds run.
///
/// @param engine where the container engine listens
/// @param image the name of the builder image
/// @param instance names the platform among all that use the same engine
/// @param environment what every build's environment has
public record Building(
    URI engine,
    String image,
    String instance,
    BuildLimits limits,
    Map<String, String> environment) {

  public Building {
    environment = Map.copyOf(environment);
  }
}
