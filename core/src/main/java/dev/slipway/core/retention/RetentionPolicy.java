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
