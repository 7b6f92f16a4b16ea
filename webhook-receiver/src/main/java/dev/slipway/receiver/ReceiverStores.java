package dev.slipway.receiver;

import dev.slipway.store.database.Database;
import dev.slipway.store.database.Schema;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseApiTokens;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabaseProjects;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/// What the receiver of the server profile keeps things in, opened.
record ReceiverStores(Database database, ReceiverParts parts) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Opens what `config` names, once the database is there.
  ///
  /// @throws dev.slipway.store.failure.StoreException if it can't be opened, or its schema is not
  ///   the one that is needed
  static ReceiverStores open(ReceiverConfig config, Clock clock, SecureRandom random)
      throws InterruptedException {
    var key = EncryptionKey.from(config.encryptionKey());
    var database = Database.open(config.database(), PATIENCE);
    try {
      var db = database.db();
      Schema.require(db);
      var parts =
          new ReceiverParts(
              new DatabaseProjects(db, key),
              new DatabaseApiTokens(db, clock),
              new DatabaseIntake(db, clock, random),
              new DatabaseDeployments(db),
              new DatabaseJobControl(db, clock),
              () -> {}, // the sweep finds what nobody rings for
              new FolderLogs(config.logs()),
              config.domain(),
              clock,
              random);
      return new ReceiverStores(database, parts);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
