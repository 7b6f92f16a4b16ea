package dev.slipway.bench.chaos;

import dev.slipway.bench.server.JavaProgram;
import dev.slipway.bench.server.PostgresCluster;
import dev.slipway.bench.server.RedisServer;
import dev.slipway.bench.server.Wait;
import dev.slipway.cli.machine.FreePort;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The server profile on this machine, without systemd: PostgreSQL, Redis, receiver, static server
/// and runners, each a process of its own, in one folder.
final class ServerProfile {

  private static final String RECEIVER = "dev.slipway.receiver.ReceiverMain";
  private static final String SITE = "dev.slipway.site.SiteMain";
  private static final String RUNNER = "dev.slipway.runner.RunnerMain";
  private static final Duration START = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 4;

  private final Path folder;
  private final String instance;
  private final int receiverPort = FreePort.any();
  private final int sitePort = FreePort.any();
  private final PostgresCluster postgres;
  private final RedisServer redis;
  private final Database database;
  private final Unit receiver;
  private final Unit site;
  private final Runners runners;

  private ServerProfile(Path folder, String instance, Cleanup cleanup)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.instance = instance;
    // What is written is kept by the kernel: nobody kills the machine.
    this.postgres = cleanup.add(PostgresCluster.start(folder.resolve("postgres"), "fsync=off"));
    this.redis = cleanup.add(RedisServer.start(folder.resolve("redis")));
    var settings = postgres.createDatabase("slipway", CONNECTIONS);
    this.database = cleanup.add(Database.open(settings));
    Migrations.apply(database.dataSource());
    var variables = variables(settings);
    this.receiver = cleanup.add(Unit.start(program(RECEIVER), variables));
    this.site = cleanup.add(Unit.start(program(SITE), variables));
    this.runners = cleanup.add(Runners.start(program(RUNNER), variables, doorbell()));
  }

  /// Starts all of it in the empty `folder`, and waits until it answers.
  ///
  /// @param instance names the platform among all that use this machine's container engine
  /// @param cleanup stops it at the end
  static ServerProfile start(Path folder, String instance, Cleanup cleanup)
      throws IOException, InterruptedException {
    var profile = new ServerProfile(folder, instance, cleanup);
    boolean answers = Wait.until(START, () -> answers(profile.sitePort));
    if (!profile.awaitAnswer() || !answers) {
      throw new IllegalStateException(
          "The server profile does not start; see the logs in " + folder);
    }
    return profile;
  }

  /// Waits until the receiver takes connections, and tells whether it did.
  boolean awaitAnswer() throws InterruptedException {
    return Wait.until(START, () -> answers(receiverPort));
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private JavaProgram program(String main) {
    var name = main.substring(main.lastIndexOf('.') + 1);
    return new JavaProgram(main, folder.resolve(name + ".log"));
  }

  private Map<String, String> variables(DatabaseSettings settings) throws IOException {
    EncryptionKey.in(folder.resolve("secrets"));
    var variables = new HashMap<String, String>();
    variables.put("SLIPWAY_URL", "http://localhost:" + receiverPort);
    variables.put("SLIPWAY_INSTANCE", instance);
    variables.put("SLIPWAY_NODE", "chaos");
    variables.put("SLIPWAY_RUNNERS", "3");
    variables.put("SLIPWAY_DOORBELL", doorbell().toString());
    variables.put("SLIPWAY_DATABASE_URL", settings.url());
    variables.put("SLIPWAY_DATABASE_USER", settings.user());
    variables.put(
        "SLIPWAY_DATABASE_PASSWORD_FILE", secret("database", settings.password().reveal()));
    variables.put("SLIPWAY_REDIS_URL", redis.url().toString());
    variables.put("SLIPWAY_REDIS_PASSWORD_FILE", secret("redis", redis.password().reveal()));
    variables.put(
        "SLIPWAY_ENCRYPTION_KEY_FILE", folder.resolve("secrets/encryption-key.json").toString());
    for (var kept : new String[] {"artifacts", "logs", "work"}) {
      var path = Files.createDirectories(folder.resolve(kept));
      variables.put("SLIPWAY_" + kept.toUpperCase(Locale.ROOT), path.toString());
    }
    variables.put("SLIPWAY_RECEIVER_LISTEN", "127.0.0.1:" + receiverPort);
    variables.put("SLIPWAY_STATIC_LISTEN", "127.0.0.1:" + sitePort);
    variables.put("SLIPWAY_FLOOR_MEMORY", "64m");
    variables.put("SLIPWAY_FLOOR_DISK", "64m");
    variables.put("SLIPWAY_GIT_FOLDERS", "true");
    return variables;
  }

  private String secret(String name, String text) throws IOException {
    var file = folder.resolve("secrets").resolve(name + "-password");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private Path doorbell() {
    return folder.resolve("doorbell");
  }

  Path folder() {
    return folder;
  }

  String instance() {
    return instance;
  }

  Db db() {
    return database.db();
  }

  PostgresCluster postgres() {
    return postgres;
  }

  RedisServer redis() {
    return redis;
  }

  Unit receiver() {
    return receiver;
  }

  Runners runners() {
    return runners;
  }

  /// Returns the control host's address.
  URI control() {
    return URI.create("http://localhost:" + receiverPort);
  }

  /// Returns where the static server listens, whatever the host.
  URI sites() {
    return URI.create("http://localhost:" + sitePort);
  }

  /// Returns the folder that runners work in.
  Path work() {
    return folder.resolve("work");
  }

  /// Ends the services as an administrator does, and nothing else: what they have recorded can
  /// still be read.
  void stopServices() {
    receiver.close();
    site.close();
    runners.close();
  }
}
