package dev.slipway.receiver;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.log.LogPlace;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.process.settings.ArtifactSettings;
import dev.slipway.process.settings.LogPlaceSettings;
import dev.slipway.process.settings.RetentionSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.redis.RedisSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Everything that the receiver of the server profile is told.
///
/// @param encryptionKey the file of the key that encrypts what is secret in the database
/// @param artifacts where artifacts are kept, which it looks at to explain what sites answer
/// @param state the folder of the receiver's own; needed only for copies of what is in a bucket
/// @param logs where build logs are kept
/// @param redis what carries words to other processes; empty for none
/// @param instance names the platform
/// @param doorbell the socket that starts runners on this machine; empty if it does not build
/// @param node names this machine
/// @param listen where it listens; port 0 is any that is free
/// @param retention what is to be kept
record ReceiverConfig(
    DatabaseSettings database,
    Path encryptionKey,
    ArtifactPlace artifacts,
    Optional<Path> state,
    LogPlace logs,
    Optional<RedisSettings> redis,
    String instance,
    Optional<Path> doorbell,
    String node,
    Domain domain,
    InetSocketAddress listen,
    RetentionPolicy retention) {

  private static final int CONNECTIONS = 8;
  private static final long COPIES = 1L << 30;

  /// Returns where copies of artifacts are that are kept elsewhere, and how large they may become.
  Artifacts.Copies copies() {
    return new Artifacts.Copies(state.orElseGet(artifacts::folder).resolve("cache"), COPIES);
  }

  /// Reads the configuration from `environment`, and from the file that it names.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with it
  static ReceiverConfig of(Map<String, String> environment) {
    var settings = new Settings(environment);
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    var encryptionKey = settings.path("SLIPWAY_ENCRYPTION_KEY_FILE");
    var artifacts = ArtifactSettings.read(settings);
    var state = settings.optionalPath("SLIPWAY_RECEIVER_STATE");
    if (artifacts.bucket().isPresent() && state.isEmpty()) {
      settings.required("SLIPWAY_RECEIVER_STATE"); // where the copies are
    }
    var logs = LogPlaceSettings.read(settings, artifacts);
    var retention = RetentionSettings.read(settings);
    var redisPassword = settings.optionalSecret("SLIPWAY_REDIS_PASSWORD_FILE");
    var redis = settings.optional("SLIPWAY_REDIS_URL", RedisSettings.URLS, RedisSettings::isUrl);
    var instance = settings.required("SLIPWAY_INSTANCE");
    var doorbell = settings.optionalPath("SLIPWAY_DOORBELL");
    var node = settings.node();
    var domain = settings.domain("SLIPWAY_URL");
    var listen = settings.address("SLIPWAY_RECEIVER_LISTEN");
    settings.check();
    return new ReceiverConfig(
        new DatabaseSettings(url, user, password, CONNECTIONS),
        encryptionKey,
        artifacts,
        state,
        logs,
        RedisSettings.of(redis, redisPassword),
        instance,
        doorbell,
        node,
        domain,
        listen,
        retention);
  }
}
