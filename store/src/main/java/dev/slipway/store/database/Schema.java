package dev.slipway.store.database;

import dev.slipway.store.failure.StoreException;

/// The schema that the statements of this part are written for. Programs other than the one that
/// applies migrations only look whether it is there.
public final class Schema {

  /// The number of the newest migration.
  public static final int VERSION = 12;

  private static final int NONE = 0;

  private Schema() {}

  /// Makes sure that the schema of `database` is the one that is needed.
  ///
  /// @throws StoreException if it is an older or a newer one, or none
  public static void require(Sql database) {
    long found = version(database);
    if (found < VERSION) {
      throw new StoreException(
          (found == NONE
                  ? "The database has no schema yet"
                  : "The schema of the database is version " + found + ", older than " + VERSION)
              + ", which this Slipway needs: run slipway migrate");
    }
    if (found > VERSION) {
      throw new StoreException(
          "The schema of the database is version "
              + found
              + ", newer than "
              + VERSION
              + ", which this Slipway needs: a newer Slipway has changed it. Upgrade this one too");
    }
  }

  private static long version(Sql database) {
    boolean there =
        database
            .sql(
                """
                select 1 as there from information_schema.tables
                where table_name = 'flyway_schema_history'
                """)
            .exists();
    return there ? newest(database) : NONE;
  }

  private static long newest(Sql database) {
    return database
        .sql(
            """
            select max(cast(version as integer)) as newest from flyway_schema_history
            where success and version is not null
            """)
        .optional(row -> row.optionalNumber("newest").orElse((long) NONE))
        .orElse((long) NONE);
  }
}
