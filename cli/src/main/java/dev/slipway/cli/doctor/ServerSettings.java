package dev.slipway.cli.doctor;

import dev.slipway.cli.firewall.AllowedNetworks;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.secret.Secret;
import dev.slipway.process.settings.ArtifactSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.job.Builders;
import dev.slipway.store.database.DatabaseSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The settings of the server profile, as far as there is something to check about them.
///
/// @param redis where Redis is, if there shall be one
/// @param artifacts where artifacts are kept
/// @param listeners the receiver and the static server, by name
/// @param encryptionKey the file with the key that encrypts secrets
record ServerSettings(
    Domain domain,
    DatabaseSettings database,
    Optional<RedisAddress> redis,
    Folders folders,
    ArtifactPlace artifacts,
    Map<String, InetSocketAddress> listeners,
    Floors floors,
    URI engine,
    Builders builders,
    Optional<Path> doorbell,
    Path encryptionKey) {

  private static final long USUAL_FREE_MEMORY = 512L << 20;
  private static final long USUAL_FREE_DISK = 2L << 30;

  /// Flyway takes two at the same time, to look at the schema.
  private static final int CONNECTIONS = 2;

  private static final int REDIS_PORT = 6379;

  /// Where everything is kept.
  record Folders(Path artifacts, Path logs, Path work) {}

  /// How much must be free before a job is started, in bytes.
  record Floors(long memory, long disk) {}

  /// Where Redis listens, and its password if it has one.
  record RedisAddress(InetSocketAddress address, Optional<Secret> password) {}

  /// Reads the settings from `environment`.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with them
  static ServerSettings of(Map<String, String> environment) {
    var settings = new Settings(environment);
    var artifacts = ArtifactSettings.read(settings);
    var read =
        new ServerSettings(
            settings.domain("SLIPWAY_URL"),
            database(settings),
            redis(settings),
            new Folders(
                artifacts.folder(), settings.path("SLIPWAY_LOGS"), settings.path("SLIPWAY_WORK")),
            artifacts,
            Map.of(
                "receiver", settings.address("SLIPWAY_RECEIVER_LISTEN"),
                "static server", settings.address("SLIPWAY_STATIC_LISTEN")),
            new Floors(
                settings.size("SLIPWAY_FLOOR_MEMORY", USUAL_FREE_MEMORY),
                settings.size("SLIPWAY_FLOOR_DISK", USUAL_FREE_DISK)),
            Engine.address(environment),
            RunnerConfig.builders(settings),
            settings.optionalPath("SLIPWAY_DOORBELL"),
            settings.path("SLIPWAY_ENCRYPTION_KEY_FILE"));
    readWhatIsNotChecked(settings);
    settings.check();
    return read;
  }

  /// Reads what says nothing about the machine, so that a wrong value is found here too.
  private static void readWhatIsNotChecked(Settings settings) {
    settings.required("SLIPWAY_INSTANCE");
    settings.number("SLIPWAY_RUNNERS", 1);
    settings.optionalPath("SLIPWAY_STATIC_STATE");
    settings.size("SLIPWAY_STATIC_CACHE", 1);
    for (var kind : new String[] {"BUILD", "CEILING"}) {
      settings.size("SLIPWAY_" + kind + "_MEMORY", 1);
      settings.number("SLIPWAY_" + kind + "_CPUS", 1);
      settings.number("SLIPWAY_" + kind + "_PROCESSES", 1);
      settings.size("SLIPWAY_" + kind + "_DISK", 1);
      settings.time("SLIPWAY_" + kind + "_TIME", Doctor.PATIENCE);
      settings.size("SLIPWAY_" + kind + "_LOG", 1);
    }
    settings.flag("SLIPWAY_GIT_FOLDERS", false);
    AllowedNetworks.read(settings);
  }

  private static DatabaseSettings database(Settings settings) {
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    var known = DatabaseSettings.isUrl(url) ? url : "jdbc:postgresql:";
    return new DatabaseSettings(known, user, password, CONNECTIONS);
  }

  private static Optional<RedisAddress> redis(Settings settings) {
    var password = settings.optionalSecret("SLIPWAY_REDIS_PASSWORD_FILE");
    return settings
        .optional("SLIPWAY_REDIS_URL")
        .flatMap(text -> {
          try {
            var url = URI.create(text);
            if ("redis".equals(url.getScheme()) && url.getHost() != null) {
              int port = url.getPort() < 0 ? REDIS_PORT : url.getPort();
              return Optional.of(
                  new RedisAddress(new InetSocketAddress(url.getHost(), port), password));
            }
          } catch (IllegalArgumentException e) {
            // said below
          }
          settings.reject("SLIPWAY_REDIS_URL", text, "a URL such as redis://127.0.0.1:6379");
          return Optional.empty();
        });
  }
}
