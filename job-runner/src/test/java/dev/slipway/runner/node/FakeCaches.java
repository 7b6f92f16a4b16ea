package dev.slipway.runner.node;

import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What is known of caches, in memory. Every use is a minute after the one before.
public final class FakeCaches implements BuildCaches {

  final List<CacheUse> known = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T09:00:00Z");
  private int epoch;

  @Override
  public int epoch(ProjectId project) {
    return epoch;
  }

  @Override
  public void clear(ProjectId project) {
    epoch++;
  }

  @Override
  public void used(String node, ProjectId project, Trust trust, int begun) {
    now = now.plusSeconds(60);
    var use = new CacheUse(node, project, trust, begun, Optional.empty(), now);
    known.removeIf(isSame(use));
    known.add(use);
  }

  @Override
  public void measured(CacheUse cache, long bytes) {
    known.replaceAll(each ->
        isSame(cache).test(each)
            ? new CacheUse(
                each.node(),
                each.project(),
                each.trust(),
                each.epoch(),
                Optional.of(bytes),
                each.usedAt())
            : each);
  }

  @Override
  public void removed(CacheUse cache) {
    known.removeIf(isSame(cache));
  }

  @Override
  public List<CacheUse> of(ProjectId project) {
    return known.stream()
        .filter(use -> use.project().equals(project))
        .sorted(Comparator.comparing(CacheUse::usedAt).reversed())
        .toList();
  }

  @Override
  public List<CacheUse> on(String node) {
    return known.stream()
        .filter(use -> use.node().equals(node))
        .sorted(Comparator.comparing(CacheUse::usedAt))
        .toList();
  }

  private static Predicate<CacheUse> isSame(CacheUse cache) {
    return each ->
        each.node().equals(cache.node())
            && each.project().equals(cache.project())
            && each.trust() == cache.trust()
            && each.epoch() == cache.epoch();
  }
}
