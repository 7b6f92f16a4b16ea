package dev.slipway.store.tables;

import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TablesOnPostgresIT extends TablesSuite {

  private PostgresServer server;
  private Database database;

  @BeforeAll
  void open() {
    server = PostgresServer.start();
    database = Database.open(server.createDatabase());
    Migrations.apply(database.dataSource());
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
