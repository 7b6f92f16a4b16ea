package dev.slipway.core.retention;

/// What can be asked of a cleaning by people; the cleaning itself goes on without them.
public interface Cleaning {

  /// Returns what would go now.
  RetentionPlan plan();

  /// Takes their files away from the deployments that are to lose them, and returns from how many.
  /// The files themselves are deleted by the next cleanings of who keeps them.
  int release();
}
