package dev.slipway.receiver;

import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Caches that a test has put there.
final class FakeBuildCaches implements BuildCaches {

  final List<CacheUse> known = new CopyOnWriteArrayList<>();
  private volatile int epoch;

  @Override
  public int epoch(ProjectId project) {
    return epoch;
  }

  @Override
  public synchronized void clear(ProjectId project) {
    epoch++;
  }

  @Override
  public void used(String node, ProjectId project, Trust trust, int begun) {
    throw new UnsupportedOperationException("only runners use caches");
  }

  @Override
  public void measured(CacheUse cache, long bytes) {
    throw new UnsupportedOperationException("only runners measure caches");
  }

  @Override
  public void removed(CacheUse cache) {
    throw new UnsupportedOperationException("only runners remove caches");
  }

  @Override
  public List<CacheUse> of(ProjectId project) {
    return known.stream().filter(use -> use.project().equals(project)).toList();
  }

  @Override
  public List<CacheUse> on(String node) {
    return List.of();
  }
}
