package dev.slipway.runner;

import dev.slipway.core.retention.Cleaner;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.process.settings.RetentionSettings;
import dev.slipway.process.settings.Settings;
import dev.slipway.runner.node.Rounds;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.Database;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.images.PortableImages;
import dev.slipway.store.logs.Logs;
import dev.slipway.store.tables.DatabaseBuildRecords;
import dev.slipway.store.tables.DatabaseDeploymentImages;
import dev.slipway.store.tables.DatabaseRetention;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// The cleaning that a node does in its sweep, every ten minutes: of what is kept where it writes,
/// which is a folder of its own or the bucket of all.
final class NodeCleaning {

  private static final Duration ROUND = Duration.ofMinutes(10);
  private static final Logger LOG = System.getLogger(NodeCleaning.class.getName());

  private final RunnerConfig config;
  private final RetentionPolicy policy;
  private final Database database;
  private final Clock clock;
  private final Rounds rounds;

  private NodeCleaning(
      RunnerConfig config, RetentionPolicy policy, Database database, Clock clock) {
    this.config = config;
    this.policy = policy;
    this.database = database;
    this.clock = clock;
    this.rounds = new Rounds(config.work().resolve("cleaned"), ROUND, clock);
  }

  static NodeCleaning of(RunnerConfig config, Database database, Clock clock) {
    return new NodeCleaning(config, policy(System.getenv()), database, clock);
  }

  /// Returns what `environment` says is to be kept.
  ///
  /// @throws dev.slipway.process.settings.SettingsException with all that is wrong with it
  static RetentionPolicy policy(Map<String, String> environment) {
    var settings = new Settings(environment);
    var policy = RetentionSettings.read(settings);
    settings.check();
    return policy;
  }

  /// Cleans if it is time to, and tells whether all could be done.
  boolean runIfDue() {
    if (!rounds.isDue()) {
      return true;
    }
    try (var logs = Logs.at(config.logs());
        var artifacts = Artifacts.at(config.artifacts(), config.copies(), clock);
        var images = PortableImages.at(config.artifacts(), config.copies(), clock)) {
      var stores = new Cleaner.Stores(artifacts.inventory(), logs.inventory(), images.inventory());
      boolean complete = cleaner(stores).clean().complete();
      rounds.done();
      return complete;
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Nothing is cleaned; the next sweep tries again: {0}", e.getMessage());
      return false;
    }
  }

  private Cleaner cleaner(Cleaner.Stores stores) {
    var retention = new DatabaseRetention(database.db(), clock);
    return new Cleaner(
        policy,
        retention,
        stores,
        new Cleaner.Records(
            new DatabaseBuildRecords(database.db(), clock),
            new DatabaseDeploymentImages(database.db(), clock)),
        clock);
  }
}
