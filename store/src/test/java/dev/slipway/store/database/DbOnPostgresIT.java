package dev.slipway.store.database;

import dev.slipway.store.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DbOnPostgresIT extends DbContract {

  private PostgresServer server;
  private Database database;

  @BeforeAll
  void open() {
    server = PostgresServer.start();
    var empty = server.createDatabase();
    database =
        Database.open(new DatabaseSettings(empty.url(), empty.user(), empty.password(), POOL_SIZE));
  }

  @AfterAll
  void close() {
    database.close();
    server.close();
  }

  @Override
  Database database() {
    return database;
  }
}
