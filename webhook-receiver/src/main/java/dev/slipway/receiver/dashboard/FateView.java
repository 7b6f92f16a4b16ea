package dev.slipway.receiver.dashboard;

import dev.slipway.core.project.Environment;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Fate;
import dev.slipway.core.retention.Reach;
import java.time.Instant;

/// What becomes of the files of a deployment, as a page shows it.
///
/// @param why in words
public record FateView(
    String shortId, boolean production, Moment ready, String size, String why, boolean pinned) {

  static FateView of(Fate fate, boolean pinned, Instant now) {
    var deployment = fate.deployment();
    return new FateView(
        deployment.shortId().value(),
        deployment.environment() == Environment.PRODUCTION,
        Moment.of(deployment.readyAt(), now),
        Sizes.written(fate.bytes()),
        fate.end().map(FateView::words).orElseGet(() -> staying(fate)),
        pinned);
  }

  public String path() {
    return "/deployments/" + shortId;
  }

  private static String staying(Fate fate) {
    return fate.reach().map(FateView::words).orElse("Within age and budgets");
  }

  private static String words(Reach reach) {
    return switch (reach) {
      case SHOWN -> "A host shows it";
      case SHOWN_LATELY -> "A host showed it a short while ago";
      case PINNED -> "Pinned";
      case RECENT -> "One of the newest, to roll back to";
      case YOUNG -> "Too young to go";
    };
  }

  private static String words(Expiry.Cause cause) {
    return switch (cause) {
      case AGE -> "Goes: too old";
      case PROJECT_BUDGET -> "Goes: the project has more than it may";
      case TOTAL_BUDGET -> "Goes: all projects have more than they may";
    };
  }
}
