package dev.slipway.core.build;

import dev.slipway.core.project.ProjectId;
import java.util.List;

/// What is known of the caches that builds have on nodes. The caches themselves are in the nodes'
/// container engines.
public interface BuildCaches {

  /// Returns how often the caches of `project` were cleared: a build uses only what was begun
  /// since.
  int epoch(ProjectId project);

  /// Has every cache of `project` left behind by the builds that begin from now on. Nodes remove
  /// those a while later.
  void clear(ProjectId project);

  /// Notes that a build begins with a cache, whose size may change by that.
  void used(String node, ProjectId project, Trust trust, int epoch);

  /// Notes how much `cache` holds.
  void measured(CacheUse cache, long bytes);

  /// Forgets `cache`, which is removed, unless it was used again since it was read.
  void removed(CacheUse cache);

  /// Returns the caches of `project` on all nodes, the last used first.
  List<CacheUse> of(ProjectId project);

  /// Returns the caches on `node`, the longest unused first.
  List<CacheUse> on(String node);
}
