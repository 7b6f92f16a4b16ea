package dev.slipway.bench;

import dev.slipway.bench.jobs.ClaimLoad;
import dev.slipway.bench.jobs.FullQueue;
import dev.slipway.bench.jobs.Latencies;
import dev.slipway.bench.server.Folders;
import dev.slipway.bench.server.PostgresCluster;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// Jobs: how many a second can be claimed from a full queue, on both databases.
final class JobsBench implements Benchmark {

  private static final int[] RUNNERS = {1, 4, 16};
  private static final int WAITING = 5_000;
  private static final int CONNECTIONS = 10;
  private static final Duration CLAIMING = Duration.ofSeconds(4);

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-bench");
    // PostgreSQL's own user has to get through to what is its own.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var figures = new Figures();
    try (var postgres = PostgresCluster.start(folder.resolve("postgres"))) {
      h2(folder, figures, out);
      postgres(folder, postgres, figures, out);
    } finally {
      Folders.remove(folder);
    }
    return figures;
  }

  /// Through H2's own server on the loopback interface, as runners of the embedded profile do.
  private static void h2(Path folder, Figures figures, PrintStream out)
      throws InterruptedException {
    var password = new Secret("bench");
    try (var embedded = EmbeddedDatabase.open(folder.resolve("h2"), password, CONNECTIONS)) {
      claims(
          "h2",
          embedded.database(),
          new DatabaseSettings(embedded.tcpUrl(), embedded.user(), password, 1),
          folder.resolve("h2-secrets"),
          figures,
          out);
    }
  }

  private static void postgres(
      Path folder, PostgresCluster cluster, Figures figures, PrintStream out)
      throws InterruptedException {
    var settings = cluster.createDatabase("claims", CONNECTIONS);
    try (var database = Database.open(settings)) {
      claims("pg", database, settings, folder.resolve("pg-secrets"), figures, out);
    }
  }

  private static void claims(
      String name,
      Database database,
      DatabaseSettings settings,
      Path secrets,
      Figures figures,
      PrintStream out)
      throws InterruptedException {
    Migrations.apply(database.dataSource());
    var queue = FullQueue.make(database.db(), secrets);
    for (int runners : RUNNERS) {
      queue.fill(WAITING);
      Latencies claims = ClaimLoad.run(settings, runners, CLAIMING);
      out.printf(
          "%s, %d runners: %.0f jobs/s claimed and ended, claims p99 %.2f ms%n",
          name, runners, claims.rate(), claims.p99());
      figures
          .add(name + "_" + runners, Math.round(claims.rate()))
          .add(name + "_" + runners + "_p99_ms", claims.p99());
    }
  }
}
