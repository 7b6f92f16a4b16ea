package dev.slipway.core.project;

import java.time.Duration;
import java.util.Optional;

/// What a project asks of the limits of its builds; what is empty is as usual on the platform, and
/// no platform gives more than its ceilings.
///
/// @param memoryBytes of the build's container
/// @param cpus how many processors' time
/// @param processes how many processes and threads at once
/// @param diskBytes of workspace and cache
/// @param time for install and build together
/// @param logBytes of the log
public record ProjectLimits(
    Optional<Long> memoryBytes,
    Optional<Integer> cpus,
    Optional<Integer> processes,
    Optional<Long> diskBytes,
    Optional<Duration> time,
    Optional<Long> logBytes) {

  /// A project that asks for nothing.
  public static final ProjectLimits NONE =
      new ProjectLimits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
