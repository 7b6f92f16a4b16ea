package dev.slipway.store.tables;

import dev.slipway.core.job.JobControl;
import java.time.Duration;
import java.util.List;

/// How long a job waits after a fault of the platform before it is tried again.
final class Backoff {

  /// The first is what a restart of the container engine or of a node's service takes; the second
  /// gives a person or a supervisor the time to notice. Longer would only keep people waiting for a
  /// verdict: the fault after that is the last.
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private Backoff() {}

  /// Tells whether a job is given up that had `faults`.
  static boolean isOver(int faults) {
    return faults >= JobControl.MAX_FAULTS;
  }

  /// Returns the pause after the `faults`th fault, from 1.
  static Duration after(int faults) {
    return PAUSES.get(Math.min(faults, PAUSES.size()) - 1);
  }
}
