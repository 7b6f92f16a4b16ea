package dev.slipway.store.tables;

import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.EmbeddedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class TablesOnH2Test extends TablesSuite {

  private EmbeddedDatabase embedded;

  @BeforeAll
  void open(@TempDir Path folder) {
    embedded = EmbeddedDatabase.open(folder, new Secret("test"), 10);
    Migrations.apply(embedded.database().dataSource());
  }

  @AfterAll
  void close() {
    embedded.close();
  }

  @Override
  Database database() {
    return embedded.database();
  }
}
