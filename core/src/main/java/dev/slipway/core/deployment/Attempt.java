package dev.slipway.core.deployment;

import java.time.Instant;
import java.util.Optional;

/// One try of one runner at a deployment, kept with what came of it.
///
/// @param number 1 for the first
/// @param runner what the runner was called
/// @param end empty while the runner is at work
public record Attempt(int number, String runner, Instant startedAt, Optional<End> end) {

  /// How a try ended.
  ///
  /// @param why as a sentence
  public record End(Outcome outcome, Instant at, String why) {}

  /// What came of a try.
  public enum Outcome {
    /// The deployment is ready.
    READY,
    /// The deployment failed.
    FAILED,
    /// A person stopped it.
    CANCELED,
    /// A newer push stopped it.
    SUPERSEDED,
    /// It came to no end of its own: the runner was gone, told to end, or in trouble itself. The
    /// deployment went back on the queue, unless it was given up or stopped meanwhile.
    LOST
  }
}
