package dev.slipway.bench;

import dev.slipway.bench.jobs.ClaimLoad;
import dev.slipway.bench.jobs.FullQueue;
import dev.slipway.bench.jobs.IntakeRace;
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
import java.util.Arrays;
import java.util.Map;

/// Jobs: how many a second can be claimed from a full queue, on both databases; how soon a runner
/// has one that is rung for; and how many signed pushes a second are recorded, next to what one
/// would write for Node.
final class JobsBench implements Benchmark {

  private static final int[] RUNNERS = {1, 4, 16};
  private static final int WAITING = 5_000;
  private static final int CONNECTIONS = 10;
  private static final int RINGS = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
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
      ring(folder, figures, out);
      ringOnServer(figures, out);
      intake(folder, postgres, figures, out);
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

  /// From the record of a push to its runner's claim in a real `slipway up`, the start of a process
  /// included.
  private static void ring(Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var site = Files.createDirectories(folder.resolve("plain"));
    var claimed = new long[RINGS];
    try (var slipway =
        SlipwayProcess.start(folder.resolve("up"), folder.resolve("up.log"), Map.of())) {
      var project = BenchProject.add(slipway, "plain", folder.resolve("plain.git"));
      for (int i = 0; i < RINGS; i++) {
        Files.writeString(site.resolve("index.html"), "<p>" + i + "</p>");
        claimed[i] = BenchProject.between(project.push(site, PATIENCE), "createdAt", "startedAt");
      }
    }
    out.println("Ring to claimed in milliseconds, embedded: " + Arrays.toString(claimed));
    figures.add("ring_embedded_ms", Figures.median(claimed));
  }

  private static void ringOnServer(Figures figures, PrintStream out) throws InterruptedException {
    var clone = Path.of(System.getProperty("slipway.home", ".")).toAbsolutePath().normalize();
    var claimed = ServerRings.measure(clone, RINGS, PATIENCE);
    out.println("Ring to claimed in milliseconds, by systemd: " + Arrays.toString(claimed));
    figures.add("ring_systemd_ms", Figures.median(claimed));
  }

  private static void intake(Path folder, PostgresCluster cluster, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var peer = Path.of(System.getProperty("slipway.home", ".")).resolve("bench/target/peer");
    var race = new IntakeRace(folder.resolve("intake"), peer, cluster).run();
    var ours = race.receiver();
    var theirs = race.node();
    out.printf("Receiver: %.0f pushes/s, p99 %.1f ms%n", ours.rate(), ours.p99());
    out.printf("Node: %.0f pushes/s, p99 %.1f ms%n", theirs.rate(), theirs.p99());
    figures
        .add("intake_rps", Math.round(ours.rate()))
        .add("intake_p99_ms", ours.p99())
        .add("node_rps", Math.round(theirs.rate()))
        .add("node_p99_ms", theirs.p99())
        .add("intake_ratio", ours.rate() / theirs.rate());
  }
}
