package dev.slipway.store.tables;

import dev.slipway.store.database.Sql;
import java.time.Instant;

/// The queue in numbers, for who looks after a platform.
///
/// @param waiting how many jobs wait for a runner
/// @param running how many jobs a runner has
/// @param expired how many of these have not been heard of for longer than their lease
public record QueueFigures(long waiting, long running, long expired) {

  /// Reads them as they are at `now`.
  public static QueueFigures read(Sql sql, Instant now) {
    return sql.sql(
            """
            select
              coalesce(sum(case when state = 'queued' then 1 else 0 end), 0) as waiting,
              coalesce(sum(case when state = 'running' then 1 else 0 end), 0) as running,
              coalesce(sum(case when state = 'running' and lease_until < :now then 1 else 0 end), 0)
                as expired
            from job where state <> 'ended'
            """)
        .bind("now", now)
        .optional(row ->
            new QueueFigures(row.number("waiting"), row.number("running"), row.number("expired")))
        .orElseThrow();
  }
}
