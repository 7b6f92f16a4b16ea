package dev.slipway.core.build;

import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/// One cache on one node.
///
/// @param epoch how often the project's caches had been cleared when it was begun
/// @param bytes what it held when it was last measured; empty if it was not measured yet
/// @param usedAt when a build last began with it
public record CacheUse(
    String node, ProjectId project, Trust trust, int epoch, Optional<Long> bytes, Instant usedAt) {

  /// Tells whether a build may begin with it, if the project's caches were cleared `epoch` times.
  /// Previews and forks once had caches, too.
  public boolean isCurrent(int epoch) {
    return trust.keepsCache() && this.epoch >= epoch;
  }
}
