package dev.slipway.receiver;

import dev.slipway.core.job.Doorbell;
import dev.slipway.core.retention.Cleaner;
import dev.slipway.core.retention.Keeping;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.process.bell.Bell;
import dev.slipway.process.bell.DispatchingDoorbell;
import dev.slipway.process.bell.SocketDoorbell;
import dev.slipway.receiver.download.DownloadStores;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Schema;
import dev.slipway.store.images.PortableImages;
import dev.slipway.store.logs.Logs;
import dev.slipway.store.redis.Words;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseAccounts;
import dev.slipway.store.tables.DatabaseAliases;
import dev.slipway.store.tables.DatabaseApiTokens;
import dev.slipway.store.tables.DatabaseBuildCaches;
import dev.slipway.store.tables.DatabaseBuildRecords;
import dev.slipway.store.tables.DatabaseDeploymentImages;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabasePins;
import dev.slipway.store.tables.DatabaseProjectAccess;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.tables.DatabaseRetention;
import dev.slipway.store.tables.DatabaseRoutes;
import dev.slipway.store.tables.DatabaseSigningKeys;
import dev.slipway.store.tables.DatabaseVariables;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// What the receiver of the server profile keeps things in, opened.
record ReceiverStores(
    Database database,
    Words words,
    Artifacts artifacts,
    PortableImages images,
    Logs logs,
    ReceiverParts parts)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Opens what `config` names, once the database is there.
  ///
  /// @throws dev.slipway.store.failure.StoreException if it can't be opened, or its schema is not
  ///   the one that is needed
  static ReceiverStores open(ReceiverConfig config, Clock clock, SecureRandom random)
      throws InterruptedException {
    var key = EncryptionKey.from(config.encryptionKey());
    var database = Database.open(config.database(), PATIENCE);
    var words = Words.open(config.redis(), config.instance());
    var artifacts = Artifacts.at(config.artifacts(), config.copies(), clock);
    var images = PortableImages.at(config.artifacts(), config.copies(), clock);
    var logs = Logs.at(config.logs());
    try {
      var db = database.db();
      Schema.require(db);
      var kept = new Cleaner.Stores(artifacts.inventory(), logs.inventory(), images.inventory());
      var parts =
          new ReceiverParts(
              new DatabaseProjects(db, key),
              new DatabaseApiTokens(db, clock),
              new DatabaseIntake(db, clock, random),
              new DatabaseDeployments(db),
              new DatabaseJobControl(db, clock),
              new DispatchingDoorbell(words.dispatch(), ownDoorbell(config)),
              new DatabaseAccounts(db),
              new DatabaseProjectAccess(db, key, clock),
              new DatabaseVariables(db, () -> key, clock, random),
              new DatabaseAliases(db, clock),
              new DatabaseRoutes(db, clock, config.retention().grace()),
              words.routeChanges(),
              artifacts,
              new DownloadStores(
                  artifacts,
                  images,
                  new DatabaseDeploymentImages(db, clock),
                  new DatabaseSigningKeys(db, key, clock)),
              new DatabaseBuildCaches(db, clock),
              words.logs(logs),
              new Keeping(
                  new DatabasePins(db, clock), cleaner(config.retention(), db, kept, clock)),
              config.domain(),
              clock,
              random);
      return new ReceiverStores(database, words, artifacts, images, logs, parts);
    } catch (RuntimeException e) {
      logs.close();
      images.close();
      artifacts.close();
      words.close();
      database.close();
      throw e;
    }
  }

  /// Returns what tells people what would go. It only ever writes to the database.
  private static Cleaner cleaner(
      RetentionPolicy policy, Db db, Cleaner.Stores stores, Clock clock) {
    return new Cleaner(
        policy,
        new DatabaseRetention(db, clock),
        stores,
        new Cleaner.Records(
            new DatabaseBuildRecords(db, clock), new DatabaseDeploymentImages(db, clock)),
        clock);
  }

  /// Returns what starts runners on this machine; elsewhere the sweeps find what nobody rings for.
  private static Doorbell ownDoorbell(ReceiverConfig config) {
    return config.doorbell().<Doorbell>map(SocketDoorbell::new).orElse(() -> {});
  }

  /// Returns what rings on this machine for the jobs that it gets word of; empty if it does not
  /// build.
  Optional<Bell> bell(ReceiverConfig config) {
    return config
        .doorbell()
        .map(socket -> new Bell(words.dispatch(), new SocketDoorbell(socket), config.node()));
  }

  @Override
  public void close() {
    logs.close();
    images.close();
    artifacts.close();
    words.close();
    database.close();
  }
}
