package dev.slipway.store.tables;

import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Db;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What is known of the caches on nodes, in the database.
public final class DatabaseBuildCaches implements BuildCaches {

  private final Db db;
  private final Clock clock;

  public DatabaseBuildCaches(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public int epoch(ProjectId project) {
    return BuildCacheTable.epoch(db, project);
  }

  @Override
  public void clear(ProjectId project) {
    BuildCacheTable.raiseEpoch(db, project);
  }

  @Override
  public void used(String node, ProjectId project, Trust trust, int epoch) {
    var now = clock.instant();
    var cache = new CacheUse(node, project, trust, epoch, Optional.empty(), now);
    db.transactionThatLooksFirst(tx -> {
      if (!BuildCacheTable.use(tx, cache, now)) {
        BuildCacheTable.insert(tx, cache);
      }
      return cache;
    });
  }

  @Override
  public void measured(CacheUse cache, long bytes) {
    BuildCacheTable.measured(db, cache, bytes);
  }

  @Override
  public void removed(CacheUse cache) {
    BuildCacheTable.delete(db, cache);
  }

  @Override
  public List<CacheUse> of(ProjectId project) {
    return BuildCacheTable.of(db, project);
  }

  @Override
  public List<CacheUse> on(String node) {
    return BuildCacheTable.on(db, node);
  }
}
