package dev.slipway.store.tables;

import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Statement;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;

/// The table `build_cache`, and the column of `project` that goes with it.
final class BuildCacheTable {

  private static final String WHICH =
      """
      node = :node and project = cast(:project as uuid) and trust = :trust and epoch = :epoch
      """;

  private BuildCacheTable() {}

  static int epoch(Sql sql, ProjectId project) {
    return sql.sql("select cache_epoch from project where id = cast(:project as uuid)")
        .bind("project", project.value())
        .optional(row -> Math.toIntExact(row.number("cache_epoch")))
        .orElse(0);
  }

  static void raiseEpoch(Sql sql, ProjectId project) {
    sql.sql(
            """
            update project set cache_epoch = cache_epoch + 1 where id = cast(:project as uuid)
            """)
        .bind("project", project.value())
        .update();
  }

  /// Notes that a cache is used, if it is known, and tells whether it is.
  static boolean use(Transaction sql, CacheUse cache, Instant now) {
    return which(
                sql.sql("update build_cache set used_at = :now, bytes = null where " + WHICH),
                cache)
            .bind("now", now)
            .update()
        > 0;
  }

  static void insert(Transaction sql, CacheUse cache) {
    which(
            sql.sql(
                """
                insert into build_cache (node, project, trust, epoch, used_at)
                values (:node, cast(:project as uuid), :trust, :epoch, :now)
                """),
            cache)
        .bind("now", cache.usedAt())
        .update();
  }

  static void measured(Sql sql, CacheUse cache, long bytes) {
    which(sql.sql("update build_cache set bytes = :bytes where " + WHICH), cache)
        .bind("bytes", bytes)
        .update();
  }

  static void delete(Sql sql, CacheUse cache) {
    which(sql.sql("delete from build_cache where used_at <= :used and " + WHICH), cache)
        .bind("used", cache.usedAt())
        .update();
  }

  static List<CacheUse> of(Sql sql, ProjectId project) {
    return sql.sql(
            """
            select * from build_cache where project = cast(:project as uuid)
            order by used_at desc, node, trust
            """)
        .bind("project", project.value())
        .list(BuildCacheTable::cache);
  }

  static List<CacheUse> on(Sql sql, String node) {
    return sql.sql("select * from build_cache where node = :node order by used_at, project, trust")
        .bind("node", node)
        .list(BuildCacheTable::cache);
  }

  private static Statement which(Statement statement, CacheUse cache) {
    return statement
        .bind("node", cache.node())
        .bind("project", cache.project().value())
        .bind("trust", cache.trust().word())
        .bind("epoch", cache.epoch());
  }

  private static CacheUse cache(Row row) {
    var trust = row.text("trust");
    return new CacheUse(
        row.text("node"),
        new ProjectId(row.uuid("project")),
        Trust.parse(trust)
            .orElseThrow(() -> new IllegalArgumentException("no level of trust: " + trust)),
        Math.toIntExact(row.number("epoch")),
        row.optionalNumber("bytes"),
        row.instant("used_at"));
  }
}
