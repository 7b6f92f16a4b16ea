package dev.slipway.store.tables;

import dev.slipway.store.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the contracts of all ports share: a database, and an empty world on it for every test.
abstract class TablesContract {

  World world;

  abstract Database database();

  @BeforeEach
  void begin(@TempDir Path keys) {
    world = new World(database().db(), keys);
  }
}
