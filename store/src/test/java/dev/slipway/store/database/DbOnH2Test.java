package dev.slipway.store.database;

import dev.slipway.core.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DbOnH2Test extends DbContract {

  private EmbeddedDatabase embedded;

  @BeforeAll
  void open(@TempDir Path folder) {
    embedded = EmbeddedDatabase.open(folder, new Secret("test"), POOL_SIZE);
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
