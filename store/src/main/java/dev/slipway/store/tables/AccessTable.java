package dev.slipway.store.tables;

import dev.slipway.core.access.Access;
import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.Guards;
import dev.slipway.core.access.PasswordHash;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.util.Optional;
import java.util.Set;

/// The table `project_access`.
final class AccessTable {

  /// The columns of an [Entry] where the table is joined as `access`, which a row may not have.
  static final String COLUMNS =
      """
      access.production as guards_production, access.preview as guards_preview, access.password,
      access.sharing_key,
      (select string_agg(hash, ' ') from bypass_token where project = access.project) as bypasses
      """;

  /// What a project has settled.
  ///
  /// @param guarded who may see those of its hosts that are guarded
  record Entry(Guards guards, Access.Guarded guarded) {

    /// Returns who may see a host.
    ///
    /// @param own whether it is the project's own
    /// @param made for which environment the deployment was made that it shows
    Access access(boolean own, Environment made) {
      return guards.guard(own, made) ? guarded : new Access.Open();
    }
  }

  /// A sharing key with its private part encrypted.
  record SealedKey(String publicKey, String encrypted) {}

  private AccessTable() {}

  static Optional<Entry> find(Sql sql, ProjectId project) {
    return sql.sql(
            "select "
                + COLUMNS
                + " from project_access access where access.project = cast(:project as uuid)")
        .bind("project", project.value())
        .optional(AccessTable::entry)
        .flatMap(found -> found);
  }

  /// Returns what the [#COLUMNS] of `row` say; empty if its project has settled nothing.
  static Optional<Entry> entry(Row row) {
    return row.optionalText("sharing_key")
        .map(key ->
            new Entry(
                new Guards(row.flag("guards_production"), row.flag("guards_preview")),
                new Access.Guarded(
                    row.optionalText("password").map(PasswordHash::new),
                    key,
                    row.optionalText("bypasses")
                        .map(hashes -> Set.of(hashes.split(" ", -1)))
                        .orElse(Set.of()))));
  }

  /// Gives `project` a row, with `key`, if it has none.
  static void ensure(Transaction sql, ProjectId project, SealedKey key) {
    boolean there =
        sql.sql("select project from project_access where project = cast(:project as uuid)")
            .bind("project", project.value())
            .exists();
    if (!there) {
      sql.sql(
              """
              insert into project_access (project, sharing_key, sharing_secret)
              values (cast(:project as uuid), :key, :secret)
              """)
          .bind("project", project.value())
          .bind("key", key.publicKey())
          .bind("secret", key.encrypted())
          .update();
    }
  }

  static void change(Transaction sql, ProjectId project, AccessChange change) {
    change.production().ifPresent(on -> set(sql, project, SET_PRODUCTION, on));
    change.preview().ifPresent(on -> set(sql, project, SET_PREVIEW, on));
    change
        .password()
        .ifPresent(password -> {
          var statement = sql.sql(SET_PASSWORD).bind("project", project.value());
          switch (password) {
            case AccessChange.Password.Set(var hash) -> statement.bind("password", hash.value());
            case AccessChange.Password.Removed _ -> statement.bindNull("password");
          }
          statement.update();
        });
  }

  private static void set(Transaction sql, ProjectId project, String text, boolean on) {
    sql.sql(text).bind("guarded", on).bind("project", project.value()).update();
  }

  static SealedKey key(Sql sql, ProjectId project) {
    return sql.sql(
            """
            select sharing_key, sharing_secret from project_access
            where project = cast(:project as uuid)
            """)
        .bind("project", project.value())
        .optional(row -> new SealedKey(row.text("sharing_key"), row.text("sharing_secret")))
        .orElseThrow();
  }

  static void renew(Transaction sql, ProjectId project, SealedKey key) {
    sql.sql(
            """
            update project_access set sharing_key = :key, sharing_secret = :secret
            where project = cast(:project as uuid)
            """)
        .bind("key", key.publicKey())
        .bind("secret", key.encrypted())
        .bind("project", project.value())
        .update();
  }

  private static final String SET_PRODUCTION =
      "update project_access set production = :guarded where project = cast(:project as uuid)";

  private static final String SET_PREVIEW =
      "update project_access set preview = :guarded where project = cast(:project as uuid)";

  private static final String SET_PASSWORD =
      "update project_access set password = :password where project = cast(:project as uuid)";
}
