package dev.slipway.store.tables;

import dev.slipway.core.alias.RouteLedger.Entry;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;

/// The table `route_change`: that hosts of a project serve something else, or to others. Rows are
/// only added, in the transaction that makes the change.
final class RouteChangeTable {

  private RouteChangeTable() {}

  static void insert(Transaction sql, ProjectId project, Instant now) {
    sql.sql(
            """
            insert into route_change (project, changed_at) values (cast(:project as uuid), :now)
            """)
        .bind("project", project.value())
        .bind("now", now)
        .update();
  }

  static long newest(Sql sql) {
    return sql.sql("select number from route_change order by number desc limit 1")
        .optional(row -> row.number("number"))
        .orElse(0L);
  }

  static List<Entry> after(Sql sql, long number) {
    return sql.sql(
            "select number, project from route_change where number > :number order by number")
        .bind("number", number)
        .list(row -> new Entry(row.number("number"), new ProjectId(row.uuid("project"))));
  }
}
