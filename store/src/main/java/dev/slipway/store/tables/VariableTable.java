package dev.slipway.store.tables;

import dev.slipway.core.project.ProjectId;
import dev.slipway.core.variable.Variable;
import dev.slipway.core.variable.VariableKey;
import dev.slipway.core.variable.VariableKind;
import dev.slipway.core.variable.VariableScope;
import dev.slipway.core.variable.VariableUse;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables `variable` and `variable_set`.
final class VariableTable {

  /// A variable with its value encrypted.
  record Sealed(
      VariableKey key,
      VariableScope scope,
      VariableKind kind,
      VariableUse use,
      String encrypted,
      Instant setAt) {}

  /// What a project has at most one variable of.
  record Place(String name, String scope) {

    static Place of(Variable variable) {
      return new Place(variable.key().value(), variable.scope().text());
    }
  }

  private VariableTable() {}

  static List<Sealed> of(Sql sql, ProjectId project) {
    return sql.sql(
            """
            select name, scope, kind, used, sealed, set_at from variable
            where project = cast(:project as uuid)
            """)
        .bind("project", project.value())
        .list(VariableTable::sealed);
  }

  private static Sealed sealed(Row row) {
    return new Sealed(
        new VariableKey(row.text("name")),
        VariableScope.parse(row.text("scope")).orElseThrow(),
        VariableKind.parse(row.text("kind")).orElseThrow(),
        VariableUse.parse(row.text("used")).orElseThrow(),
        row.text("sealed"),
        row.instant("set_at"));
  }

  /// Returns the encrypted key of the digests of `project`; empty if it never had variables.
  static Optional<String> digestKey(Sql sql, ProjectId project) {
    return sql.sql("select digest_key from variable_set where project = cast(:project as uuid)")
        .bind("project", project.value())
        .optional(row -> row.text("digest_key"));
  }

  /// Gives `project` a row of its own, with `digestKey`, if it has none, and locks it: whoever else
  /// sets variables of it waits.
  static void lock(Transaction sql, ProjectId project, String digestKey) {
    boolean there =
        sql.sql(
                """
                select project from variable_set where project = cast(:project as uuid) for update
                """)
            .bind("project", project.value())
            .exists();
    if (!there) {
      sql.sql(
              """
              insert into variable_set (project, digest_key) values (cast(:project as uuid), :key)
              """)
          .bind("project", project.value())
          .bind("key", digestKey)
          .update();
    }
  }

  static void put(
      Transaction sql, ProjectId project, Variable variable, String encrypted, Instant now) {
    delete(sql, project, variable.key(), variable.scope());
    sql.sql(
            """
            insert into variable (project, name, scope, kind, used, sealed, bytes, set_at)
            values (cast(:project as uuid), :name, :scope, :kind, :used, :sealed, :bytes, :now)
            """)
        .bind("project", project.value())
        .bind("name", variable.key().value())
        .bind("scope", variable.scope().text())
        .bind("kind", variable.kind().word())
        .bind("used", variable.use().word())
        .bind("sealed", encrypted)
        .bind("bytes", variable.bytes())
        .bind("now", now)
        .update();
  }

  static boolean delete(Sql sql, ProjectId project, VariableKey key, VariableScope scope) {
    return sql.sql(
                """
                delete from variable
                where project = cast(:project as uuid) and name = :name and scope = :scope
                """)
            .bind("project", project.value())
            .bind("name", key.value())
            .bind("scope", scope.text())
            .update()
        > 0;
  }

  /// Returns how many bytes the value of each variable of `project` has.
  static Map<Place, Long> sizes(Sql sql, ProjectId project) {
    var sizes = new HashMap<Place, Long>();
    sql.sql("select name, scope, bytes from variable where project = cast(:project as uuid)")
        .bind("project", project.value())
        .list(row -> Map.entry(new Place(row.text("name"), row.text("scope")), row.number("bytes")))
        .forEach(size -> sizes.put(size.getKey(), size.getValue()));
    return sizes;
  }
}
