package dev.slipway.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The program that brings a database's schema up to date.
public final class Migrations {

  /// A folder of our own: what other jars have below `db/migration` is not ours to apply.
  private static final String LOCATION = "classpath:db/migration/slipway";

  private Migrations() {}

  /// Applies what `database` lacks, and returns how many migrations that were.
  ///
  /// Two processes may do so at the same time: one waits for the other.
  ///
  /// @throws MigrationException if the database can't be reached, or was changed by something else
  public static int apply(DataSource database) {
    try {
      return flyway(database).migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw new MigrationException(
          "The database could not be brought up to date: " + e.getMessage(), e);
    }
  }

  /// Returns how many migrations `database` lacks, and changes nothing.
  ///
  /// @throws MigrationException if the database can't be reached
  public static int missing(DataSource database) {
    try {
      return flyway(database).info().pending().length;
    } catch (FlywayException e) {
      throw new MigrationException("The schema could not be looked at: " + e.getMessage(), e);
    }
  }

  private static Flyway flyway(DataSource database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations(LOCATION)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .load();
  }
}
