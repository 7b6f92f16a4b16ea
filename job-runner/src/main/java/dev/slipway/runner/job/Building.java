package dev.slipway.runner.job;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// In what, and within what limits, builds run.
///
/// @param engine where the container engine listens
/// @param builders in which images and by which runtime builds run
/// @param instance names the platform among all that use the same engine
/// @param environment what every build's environment has
/// @param patience how long a build waits for an engine that is away
public record Building(
    URI engine,
    Builders builders,
    String instance,
    Allowances allowances,
    Map<String, String> environment,
    Duration patience) {

  /// Long enough for an engine that is restarted.
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

  public Building {
    environment = Map.copyOf(environment);
  }
}
