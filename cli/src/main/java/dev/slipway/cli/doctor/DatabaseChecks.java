package dev.slipway.cli.doctor;

import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.tables.QueueFigures;
import java.time.Clock;

/// What there is to find out about the database and the queue in it.
final class DatabaseChecks {

  private static final String START = "start it, and check database.url, user and password";

  private DatabaseChecks() {}

  static Check database(DatabaseSettings settings) {
    var what = "database";
    try (var database = Database.open(settings)) {
      var version =
          database.db().sql("select version() as v").optional(row -> row.text("v")).orElse("");
      return new Check.Good(what, settings.url() + ", " + version.replaceFirst(" on .*", ""));
    } catch (RuntimeException e) {
      return new Check.Bad(what, said(e), START);
    }
  }

  static Check schema(DatabaseSettings settings) {
    var what = "schema";
    try (var database = Database.open(settings)) {
      int missing = Migrations.missing(database.dataSource());
      return missing == 0
          ? new Check.Good(what, "up to date")
          : new Check.Bad(
              what,
              missing + (missing == 1 ? " migration is" : " migrations are") + " missing",
              "systemctl start slipway-migrate, or slipway migrate");
    } catch (RuntimeException e) {
      return new Check.Bad(what, said(e), "see to the database");
    }
  }

  static Check queue(DatabaseSettings settings, Clock clock) {
    var what = "queue";
    try (var database = Database.open(settings)) {
      var figures = QueueFigures.read(database.db(), clock.instant());
      var detail =
          "%d waiting, %d running, %d of them past their lease"
              .formatted(figures.waiting(), figures.running(), figures.expired());
      return figures.expired() == 0
          ? new Check.Good(what, detail)
          : new Check.Doubtful(
              what, detail, "the sweep puts those back; see that slipway-sweep.timer is active");
    } catch (RuntimeException e) {
      return new Check.Bad(what, said(e), "see to the database and the schema");
    }
  }

  /// Returns the first line of what `e` says: a driver's message may be long.
  private static String said(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()).strip();
  }
}
