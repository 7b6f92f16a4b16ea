package dev.slipway.runner.job;

import dev.slipway.runner.build.BuildLimits;
import java.time.Duration;

/// What one build may use, with how much it may say.
///
/// @param logBytes of its log
public record Allowance(BuildLimits limits, long logBytes) {

  /// What a build gets where nobody says anything else.
  public static final Allowance USUAL =
      new Allowance(BuildLimits.USUAL, BuildLimits.USUAL_LOG_BYTES);

  private static final int SPAN = 4;

  /// Returns the most that a project may ask for where nobody says anything else: four times this,
  /// and all `processors` of the machine.
  public Allowance usualCeiling(int processors) {
    Duration time = limits.time().multipliedBy(SPAN);
    return new Allowance(
        limits
            .withMemoryBytes(SPAN * limits.memoryBytes())
            .withCpus(processors)
            .withProcesses(SPAN * limits.processes())
            .withDiskBytes(SPAN * limits.diskBytes())
            .withTime(time),
        SPAN * logBytes);
  }
}
