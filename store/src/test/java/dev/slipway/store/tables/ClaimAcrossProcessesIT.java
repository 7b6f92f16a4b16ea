package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.EmbeddedDatabase;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runners are processes of their own: here two of them race for the same jobs.
class ClaimAcrossProcessesIT {

  private static final int JOBS = 300;
  private static final Secret PASSWORD = new Secret("test");

  @TempDir private Path folder;

  @Test
  void givesEachJobToOneProcessOnH2() throws IOException, InterruptedException, TimeoutException {
    try (var embedded = EmbeddedDatabase.open(folder, PASSWORD, 4)) {
      var settings = new DatabaseSettings(embedded.tcpUrl(), embedded.user(), PASSWORD, 2);

      expectEachClaimedOnce(embedded.database(), settings);
    }
  }

  @Test
  void givesEachJobToOneProcessOnPostgres()
      throws IOException, InterruptedException, TimeoutException {
    try (var server = PostgresServer.start()) {
      var settings = server.createDatabase();
      try (var database = Database.open(settings)) {
        expectEachClaimedOnce(database, settings);
      }
    }
  }

  private void expectEachClaimedOnce(Database database, DatabaseSettings settings)
      throws IOException, InterruptedException, TimeoutException {
    Migrations.apply(database.dataSource());
    var world = new World(database.db(), folder.resolve("keys"));
    var project = world.project("shop");
    for (int i = 0; i < JOBS; i++) {
      world.intake.request(project.id(), World.deploy("branch-" + i, 'a'));
    }

    var claimed = new ArrayList<String>();
    try (var one = claiming(settings);
        var other = claiming(settings)) {
      claimed.addAll(one.rest());
      claimed.addAll(other.rest());

      assertThat(one.exitCode()).isZero();
      assertThat(other.exitCode()).isZero();
    }
    claimed.removeIf("ready"::equals);
    assertThat(claimed).hasSize(JOBS).doesNotHaveDuplicates();
    assertThat(world.count("attempt")).isEqualTo(JOBS);
    assertThat(world.control.waiting() + world.control.running().size()).isZero();
  }

  private static ChildJvm claiming(DatabaseSettings settings) throws IOException {
    return ChildJvm.start(
        ClaimingMain.class, settings.url(), settings.user(), settings.password().reveal());
  }
}
