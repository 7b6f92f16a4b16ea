package dev.slipway.bench.chaos;

import java.time.Duration;

/// What one run of chaos is to be like. The seed decides what is pushed when and which faults are
/// dealt when; whom a fault hits depends on who is there.
///
/// @param pushes how many commits become the tip of a branch
/// @param projects how many repositories they are spread over
record Plan(int pushes, int projects, long seed) {

  /// On average, so that builds are still under way when the next push comes.
  private static final Duration BETWEEN_PUSHES = Duration.ofMillis(420);

  private static final int PUSHES_FOR_A_FAULT = 5;
  private static final int FEWEST_FAULTS = 12;
  private static final int MOST_PUSHES = 10_000;
  private static final int MOST_PROJECTS = 100;

  Plan {
    if (pushes < 1 || pushes > MOST_PUSHES) {
      throw new IllegalArgumentException("--pushes must be from 1 to " + MOST_PUSHES);
    }
    if (projects < 1 || projects > MOST_PROJECTS) {
      throw new IllegalArgumentException("--projects must be from 1 to " + MOST_PROJECTS);
    }
  }

  /// Returns how many faults are dealt.
  int faults() {
    return Math.max(FEWEST_FAULTS, pushes / PUSHES_FOR_A_FAULT);
  }

  /// Returns how long the pushing takes, and the dealing of faults.
  Duration time() {
    return BETWEEN_PUSHES.multipliedBy(pushes);
  }

  /// Returns how long everything that waits may take to come to its end afterwards.
  static Duration settling() {
    return Duration.ofMinutes(4);
  }
}
