package dev.slipway.site;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.process.settings.ArtifactSettings;
import dev.slipway.process.settings.RetentionSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.site.wire.WireSettings;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.redis.RedisSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Everything that the static server of the server profile is told.
///
/// @param artifacts where artifacts are kept
/// @param state the folder of the static server's own; if there is none, nothing is remembered
/// @param copies how many bytes of what is kept in a bucket it may have copies of
/// @param redis what brings word of changed routes; empty for none
/// @param instance names the platform
/// @param listen where it listens; port 0 is any that is free
/// @param grace how long it matters what a host showed before
/// @param reports where it tells what it does
/// @param wire what its connections may take
record SiteConfig(
    DatabaseSettings database,
    ArtifactPlace artifacts,
    Optional<Path> state,
    long copies,
    Optional<RedisSettings> redis,
    String instance,
    Domain domain,
    InetSocketAddress listen,
    Duration grace,
    ReportPlaces reports,
    WireSettings wire) {

  private static final int CONNECTIONS = 4;
  private static final long USUAL_COPIES = 10L << 30;

  /// Returns where copies of artifacts are, and how large they may become.
  Artifacts.Copies copiesOfArtifacts() {
    return new Artifacts.Copies(state.orElseGet(artifacts::folder).resolve("artifacts"), copies);
  }

  /// Reads the configuration from `environment`, and from the file that it names.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with it
  static SiteConfig of(Map<String, String> environment) {
    var settings = new Settings(environment);
    var url =
        settings.required("SLIPWAY_DATABASE_URL", DatabaseSettings.URLS, DatabaseSettings::isUrl);
    var user = settings.required("SLIPWAY_DATABASE_USER");
    var password = settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    var artifacts = ArtifactSettings.read(settings);
    var state = settings.optionalPath("SLIPWAY_STATIC_STATE");
    if (artifacts.bucket().isPresent() && state.isEmpty()) {
      settings.required("SLIPWAY_STATIC_STATE"); // where the copies are
    }
    long copies = settings.size("SLIPWAY_STATIC_CACHE", USUAL_COPIES);
    var redisPassword = settings.optionalSecret("SLIPWAY_REDIS_PASSWORD_FILE");
    var redis = settings.optional("SLIPWAY_REDIS_URL", RedisSettings.URLS, RedisSettings::isUrl);
    var instance = settings.required("SLIPWAY_INSTANCE");
    var domain = settings.domain("SLIPWAY_URL");
    var listen = settings.address("SLIPWAY_STATIC_LISTEN");
    var grace = RetentionSettings.grace(settings);
    var reports = ReportPlaces.read(settings);
    var wire = wire(settings);
    settings.check();
    return new SiteConfig(
        new DatabaseSettings(url, user, password, CONNECTIONS),
        artifacts,
        state,
        copies,
        RedisSettings.of(redis, redisPassword),
        instance,
        domain,
        listen,
        grace,
        reports,
        wire);
  }

  private static WireSettings wire(Settings settings) {
    var usual = WireSettings.USUAL;
    return new WireSettings(
        settings.number("SLIPWAY_STATIC_CONNECTIONS", usual.connections()),
        settings.number("SLIPWAY_STATIC_CONNECTIONS_PER_ADDRESS", usual.connectionsPerAddress()),
        settings.number("SLIPWAY_STATIC_REQUESTS", usual.requests()),
        usual.answerBytes(),
        settings.size("SLIPWAY_STATIC_MEMORY", usual.pageBytes()),
        usual.patience());
  }
}
