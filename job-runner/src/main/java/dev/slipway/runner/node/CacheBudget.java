package dev.slipway.runner.node;

import dev.slipway.core.build.CacheUse;
import dev.slipway.core.project.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How much the caches of builds may hold on a node.
///
/// @param projectBytes those of one project together
/// @param nodeBytes all together
public record CacheBudget(long projectBytes, long nodeBytes) {

  private static final long GIB = 1L << 30;

  /// What a node has that says nothing else.
  public static final CacheBudget USUAL = new CacheBudget(4 * GIB, 20 * GIB);

  /// Returns which of `caches` have to go, in this order, so that the others keep to the budget:
  /// those that no build begins with any more, then of a project that is over, and then of all, the
  /// longest unused.
  ///
  /// @param caches the longest unused first
  /// @param epochs how often each project's caches were cleared
  List<CacheUse> excess(List<CacheUse> caches, Map<ProjectId, Integer> epochs) {
    var kept = new ArrayList<CacheUse>();
    var excess = new ArrayList<CacheUse>();
    for (var cache : caches) {
      boolean current = cache.isCurrent(epochs.getOrDefault(cache.project(), 0));
      (current ? kept : excess).add(cache);
    }
    var byProject = kept.stream().collect(Collectors.groupingBy(CacheUse::project));
    for (var project : new HashMap<>(byProject).values()) {
      take(project, projectBytes, excess);
    }
    kept.removeAll(excess);
    take(kept, nodeBytes, excess);
    return List.copyOf(excess);
  }

  private static void take(Collection<CacheUse> caches, long budget, List<CacheUse> excess) {
    long left = caches.stream().mapToLong(CacheBudget::bytes).sum() - budget;
    for (var cache : caches) {
      if (left > 0 && bytes(cache) > 0) {
        excess.add(cache);
        left -= bytes(cache);
      }
    }
  }

  private static long bytes(CacheUse cache) {
    return cache.bytes().orElse(0L);
  }
}
