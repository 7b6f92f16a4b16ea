package dev.slipway.receiver.dashboard;

import dev.slipway.core.deployment.Attempt;
import java.time.Instant;

/// A try at a deployment as its page shows it.
///
/// @param label what came of it, as a word for people
/// @param why empty while it goes on
public record AttemptView(
    int number,
    String label,
    boolean lost,
    String why,
    String runner,
    Moment started,
    String duration) {

  static AttemptView of(Attempt attempt, Instant now) {
    var end = attempt.end();
    return new AttemptView(
        attempt.number(),
        end.map(known -> label(known.outcome())).orElse("At work"),
        end.filter(known -> known.outcome() == Attempt.Outcome.LOST).isPresent(),
        end.map(Attempt.End::why).orElse(""),
        attempt.runner(),
        Moment.of(attempt.startedAt(), now),
        Times.between(attempt.startedAt(), end.map(Attempt.End::at).orElse(now)));
  }

  private static String label(Attempt.Outcome outcome) {
    return switch (outcome) {
      case READY -> "Ready";
      case FAILED -> "Failed";
      case CANCELED -> "Canceled";
      case SUPERSEDED -> "Superseded";
      case LOST -> "Lost";
    };
  }
}
