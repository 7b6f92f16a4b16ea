package dev.slipway.bench.serving;

import java.time.Duration;

/// How much is measured.
///
/// @param deployments how many sites there are
/// @param sameness how many of them have one whose answers are compared
/// @param rounds how many rounds each workload has
/// @param warmUp how long our server is asked before a workload counts; the others need no time
/// @param everyTuning whether nginx takes part in all its tunings, or in the usual one
/// @param idle how many connections do nothing
/// @param starts how often our server is started
/// @param indexes how many artifacts are open at once at most
public record Scale(
    int deployments,
    int sameness,
    int rounds,
    Duration round,
    Duration warmUp,
    boolean everyTuning,
    int idle,
    int starts,
    int indexes) {

  /// What takes a quarter of an hour and can be relied upon.
  public static final Scale WHOLE =
      new Scale(1_000, 50, 5, Duration.ofSeconds(2), Duration.ofSeconds(4), true, 5_000, 7, 10_000);

  /// What shows in half a minute that all of it works.
  public static final Scale SMOKE =
      new Scale(20, 10, 1, Duration.ofSeconds(1), Duration.ZERO, false, 1_000, 1, 10);
}
