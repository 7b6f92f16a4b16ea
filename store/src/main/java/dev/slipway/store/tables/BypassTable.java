package dev.slipway.store.tables;

import dev.slipway.core.access.AccessSettings.Bypass;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;

/// The table `bypass_token`.
final class BypassTable {

  private BypassTable() {}

  static List<Bypass> of(Sql sql, ProjectId project) {
    return sql.sql(
            """
            select label, created_at from bypass_token where project = cast(:project as uuid)
            order by label
            """)
        .bind("project", project.value())
        .list(row -> new Bypass(row.text("label"), row.instant("created_at")));
  }

  static boolean has(Sql sql, ProjectId project, String label) {
    return of(sql, project).stream().anyMatch(bypass -> bypass.label().equals(label));
  }

  static void insert(
      Transaction sql, ProjectId project, String label, BypassToken token, Instant now) {
    sql.sql(
            """
            insert into bypass_token (hash, project, label, created_at)
            values (:hash, cast(:project as uuid), :label, :created)
            """)
        .bind("hash", token.sha256())
        .bind("project", project.value())
        .bind("label", label)
        .bind("created", now)
        .update();
  }

  static boolean delete(Sql sql, ProjectId project, String label) {
    return sql.sql(
                """
                delete from bypass_token
                where project = cast(:project as uuid) and label = :label
                """)
            .bind("project", project.value())
            .bind("label", label)
            .update()
        > 0;
  }
}
