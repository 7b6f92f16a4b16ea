package dev.slipway.bench.jobs;

import dev.slipway.bench.server.JavaProgram;
import dev.slipway.bench.server.PostgresCluster;
import dev.slipway.bench.server.Program;
import dev.slipway.bench.server.ProgramException;
import dev.slipway.bench.server.Wait;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The receiver and its peer, a Node server of `@octokit/webhooks`, each with a database of its own
/// in the same PostgreSQL, under the same load in turns.
public final class IntakeRace {

  private static final String RECEIVER = "dev.slipway.receiver.ReceiverMain";
  private static final String IMAGE = "slipway/builder-node:24";

  /// What the receiver's pool has; the peer's processes share as many.
  private static final int CONNECTIONS = 8;

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 5;

  /// Long enough for Java to have compiled what matters.
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofSeconds(40);

  private final Path folder;
  private final Path peer;
  private final PostgresCluster postgres;

  /// What both were found to take.
  public record Result(Latencies receiver, Latencies node) {}

  /// @param folder an empty one
  /// @param peer the folder that `setup/bench-peer` made
  public IntakeRace(Path folder, Path peer, PostgresCluster postgres) {
    this.folder = folder;
    this.peer = peer;
    this.postgres = postgres;
  }

  /// Runs it, for less than a minute.
  public Result run() throws IOException, InterruptedException {
    if (Files.notExists(peer.resolve("node_modules"))) {
      throw new ProgramException("The peer is not there: run setup/bench-peer");
    }
    Files.createDirectories(folder);
    int receiverPort = FreePort.any();
    int nodePort = FreePort.any();
    var container = "slipway-bench-" + UUID.randomUUID();
    var receiver = receiver(receiverPort);
    try {
      var node = node(container, nodePort);
      try {
        await("The receiver", receiverPort);
        await("The peer", nodePort);
        return race(
            new HttpLoad(receiverPort, pushes("/hooks/github/{project}")),
            new HttpLoad(nodePort, pushes("/hooks/github")));
      } finally {
        Program.run(folder, List.of("docker", "rm", "--force", container));
        node.destroyForcibly();
      }
    } finally {
      receiver.destroyForcibly();
    }
  }

  private static SignedPushes pushes(String path) {
    return new SignedPushes(path, FullQueue.SECRET, FullQueue.projects());
  }

  private static Result race(HttpLoad receiver, HttpLoad node) throws InterruptedException {
    receiver.run(CLIENTS, WARM_UP, new Latencies());
    node.run(CLIENTS, WARM_UP, new Latencies());
    var ours = new Latencies();
    var theirs = new Latencies();
    for (int i = 0; i < ROUNDS; i++) {
      receiver.run(CLIENTS, ROUND, ours);
      node.run(CLIENTS, ROUND, theirs);
    }
    return new Result(ours, theirs);
  }

  private Process receiver(int port) throws IOException, InterruptedException {
    var secrets = folder.resolve("secrets");
    var settings = database("receiver", secrets);
    var password = secrets.resolve("database-password");
    Files.writeString(password, settings.password().reveal());
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    var variables = new HashMap<String, String>();
    variables.put("SLIPWAY_URL", "http://localhost:" + port);
    variables.put("SLIPWAY_INSTANCE", "bench");
    variables.put("SLIPWAY_RECEIVER_LISTEN", "127.0.0.1:" + port);
    variables.put("SLIPWAY_DATABASE_URL", settings.url());
    variables.put("SLIPWAY_DATABASE_USER", settings.user());
    variables.put("SLIPWAY_DATABASE_PASSWORD_FILE", password.toString());
    variables.put("SLIPWAY_ENCRYPTION_KEY_FILE", secrets.resolve("encryption-key.json").toString());
    variables.put("SLIPWAY_ARTIFACTS", folder.resolve("artifacts").toString());
    variables.put("SLIPWAY_LOGS", folder.resolve("logs").toString());
    return new JavaProgram(RECEIVER, folder.resolve("receiver.log")).startOptimised(variables);
  }

  private Process node(String container, int port) throws IOException, InterruptedException {
    var settings = database("node", folder.resolve("node-secrets"));
    var variables =
        Map.of(
            "PORT",
            "" + port,
            "SECRET",
            FullQueue.SECRET,
            "CONNECTIONS",
            "" + CONNECTIONS,
            "PGHOST",
            "127.0.0.1",
            "PGPORT",
            "" + postgres.port(),
            "PGUSER",
            settings.user(),
            "PGPASSWORD",
            settings.password().reveal(),
            "PGDATABASE",
            "node",
            "NODE_ENV",
            "production");
    var file = folder.resolve("node.env");
    Files.write(
        file,
        variables.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
    return new ProcessBuilder(
            "docker",
            "run",
            "--rm",
            "--name=" + container,
            "--network=host",
            "--env-file=" + file,
            "--volume=" + peer.toRealPath() + ":/peer:ro",
            "--workdir=/peer",
            IMAGE,
            "node",
            "server.js")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.log").toFile())
        .start();
  }

  private DatabaseSettings database(String name, Path secrets) throws InterruptedException {
    var settings = postgres.createDatabase(name, 2);
    try (var database = Database.open(settings)) {
      Migrations.apply(database.dataSource());
      FullQueue.make(database.db(), secrets);
    }
    return settings;
  }

  private void await(String who, int port) throws InterruptedException {
    if (!Wait.until(START, () -> answers(port))) {
      throw new ProgramException(who + " does not start; its log is in " + folder);
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
