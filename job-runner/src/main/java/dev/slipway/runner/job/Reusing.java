package dev.slipway.runner.job;

import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.BuildRecords;
import dev.slipway.core.build.Trust;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.runner.build.CacheVolume;

/// By what builds are known again, and what they leave for each other.
///
/// @param node the name of this machine, on which its caches are
public record Reusing(BuildRecords records, BuildCaches caches, String node) {

  /// Returns the cache of a build for `job`, which begins now. It is recorded if it outlives the
  /// build.
  CacheVolume cache(ClaimedJob job) {
    var project = job.project().id();
    var trust = Trust.of(job.deployment());
    int epoch = caches.epoch(project);
    if (trust.keepsCache()) {
      caches.used(node, project, trust, epoch);
    }
    return new CacheVolume(project, trust, epoch);
  }
}
