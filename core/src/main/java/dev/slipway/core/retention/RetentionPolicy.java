package dev.slipway.core.retention;

import java.time.Duration;

/// What the owner of a platform wants to have kept.
///
/// @param recent how many of the newest ready deployments of each project and environment stay, to
///   go back to
/// @param grace how long it matters what an alias showed before
/// @param ages what goes by its age
/// @param budgets what goes because there is too much
public record RetentionPolicy(int recent, Duration grace, Ages ages, Budgets budgets) {

  /// How long it usually matters what an alias showed before: who left a page open in the evening
  /// goes on with it the next morning.
  public static final Duration USUAL_GRACE = Duration.ofHours(24);

  /// What is kept if nobody says otherwise.
  public static final RetentionPolicy USUAL =
      new RetentionPolicy(
          10,
          USUAL_GRACE,
          new Ages(
              Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(7)),
          new Budgets(20L << 30, 100L << 30));

  public RetentionPolicy {
    if (recent < 1) {
      throw new IllegalArgumentException("at least the newest deployment stays, not " + recent);
    }
  }

  /// Ages, each of what nobody can reach.
  ///
  /// @param young up to this age nothing goes, whatever the budgets
  /// @param longest from this age on a deployment's files go, whatever the budgets
  /// @param logs from this age on a build's log goes
  /// @param images from this age on an image goes that can be written again
  public record Ages(Duration young, Duration longest, Duration logs, Duration images) {

    public Ages {
      if (longest.compareTo(young) < 0) {
        throw new IllegalArgumentException("the longest age is below the youngest: " + longest);
      }
    }
  }

  /// How many bytes artifacts may have.
  ///
  /// @param project those of one project
  /// @param total all that are in the store
  public record Budgets(long project, long total) {}
}
