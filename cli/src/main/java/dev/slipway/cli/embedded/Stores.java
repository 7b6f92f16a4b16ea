package dev.slipway.cli.embedded;

import dev.slipway.core.retention.Cleaner;
import dev.slipway.core.retention.Keeping;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.receiver.download.DownloadStores;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.EmbeddedDatabase;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.folder.FolderImages;
import dev.slipway.store.folder.FolderInventory;
import dev.slipway.store.folder.FolderLogs;
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
import dev.slipway.store.tables.DatabaseRouteLedger;
import dev.slipway.store.tables.DatabaseRoutes;
import dev.slipway.store.tables.DatabaseSigningKeys;
import dev.slipway.store.tables.DatabaseVariables;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/// Everything that keeps something, opened from one data folder.
record Stores(
    EmbeddedDatabase database,
    DatabaseProjects projects,
    DatabaseApiTokens tokens,
    DatabaseAccounts accounts,
    DatabaseProjectAccess access,
    DatabaseVariables variables,
    DatabaseIntake intake,
    DatabaseDeployments deployments,
    DatabaseJobControl jobs,
    DatabaseRoutes routes,
    DatabaseRouteLedger ledger,
    DatabaseAliases aliases,
    Keeping keeping,
    Cleaner cleaner,
    FolderArtifacts artifacts,
    DownloadStores downloads,
    DatabaseBuildCaches caches,
    FolderLogs logs)
    implements AutoCloseable {

  private static final int CONNECTIONS = 8;
  private static final int PASSWORD_BYTES = 24;

  /// Opens them, and brings the schema up to date.
  ///
  /// @param retention what is to be kept
  static Stores open(DataFolder data, RetentionPolicy retention, Clock clock, SecureRandom random) {
    var database =
        EmbeddedDatabase.open(data.database(), databasePassword(data, random), CONNECTIONS);
    try {
      Migrations.apply(database.database().dataSource());
      var db = database.database().db();
      var key = EncryptionKey.in(data.secrets());
      var artifacts = FolderArtifacts.in(data.artifacts());
      var logs = new FolderLogs(data.logs());
      var kept =
          new Cleaner.Stores(
              artifacts.inventory(), logs.inventory(), FolderInventory.ofImages(data.images()));
      var cleaner = cleaner(retention, db, kept, clock);
      return new Stores(
          database,
          new DatabaseProjects(db, key),
          new DatabaseApiTokens(db, clock),
          new DatabaseAccounts(db),
          new DatabaseProjectAccess(db, key, clock),
          new DatabaseVariables(db, () -> key, clock, random),
          new DatabaseIntake(db, clock, random),
          new DatabaseDeployments(db),
          new DatabaseJobControl(db, clock),
          new DatabaseRoutes(db, clock, retention.grace()),
          new DatabaseRouteLedger(db),
          new DatabaseAliases(db, clock),
          new Keeping(new DatabasePins(db, clock), cleaner),
          cleaner,
          artifacts,
          new DownloadStores(
              FolderArtifacts.readOnly(data.artifacts()),
              FolderImages.readOnly(data.images()),
              new DatabaseDeploymentImages(db, clock),
              new DatabaseSigningKeys(db, key, clock)),
          new DatabaseBuildCaches(db, clock),
          logs);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Cleaner cleaner(
      RetentionPolicy retention, Db db, Cleaner.Stores kept, Clock clock) {
    return new Cleaner(
        retention,
        new DatabaseRetention(db, clock),
        kept,
        new Cleaner.Records(
            new DatabaseBuildRecords(db, clock), new DatabaseDeploymentImages(db, clock)),
        clock);
  }

  /// Returns the password of the database, which also runners read from its file.
  private static Secret databasePassword(DataFolder data, SecureRandom random) {
    var known = DataFolder.read(data.databasePassword());
    if (known.isPresent()) {
      return new Secret(known.get());
    }
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    var password = HexFormat.of().formatHex(bytes);
    DataFolder.write(data.databasePassword(), password);
    return new Secret(password);
  }

  @Override
  public void close() {
    database.close();
  }
}
