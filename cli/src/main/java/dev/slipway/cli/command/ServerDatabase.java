package dev.slipway.cli.command;

import dev.slipway.process.settings.Settings;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import java.time.Duration;
import java.util.Map;

/// The database of the server profile, as commands on its machine use it.
final class ServerDatabase {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 2;

  private ServerDatabase() {}

  /// Opens the database that the settings in `environment`, or in the file that it names, are
  /// about; waits for it if it is away.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with the
  ///   settings
  /// @throws dev.slipway.store.failure.StoreException if it can't be reached
  static Database open(Map<String, String> environment) throws InterruptedException {
    var settings = new Settings(environment);
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    settings.check();
    return Database.open(new DatabaseSettings(url, user, password, CONNECTIONS), PATIENCE);
  }
}
