package dev.slipway.cli.command;

import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Schema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `slipway migrate`: brings the schema of the server profile's database up to date.
@Command(
    name = "migrate",
    description =
        "Bring the database up to date, before the programs of this version use it. Which database"
            + " that is, the file named by SLIPWAY_CONFIG says, and variables.")
final class MigrateCommand implements Callable<Integer> {

  private final Terminal terminal;

  MigrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var database = ServerDatabase.open(System.getenv())) {
      int applied = Migrations.apply(database.dataSource());
      Schema.require(database.db());
      terminal.say(
          applied == 0
              ? "Nothing to migrate: the schema is version " + Schema.VERSION + "."
              : "Applied %d migration%s: the schema is version %d."
                  .formatted(applied, applied == 1 ? "" : "s", Schema.VERSION));
      return 0;
    }
  }
}
