package dev.slipway.bench.serving;

import dev.slipway.bench.server.PostgresCluster;
import dev.slipway.bench.server.RedisServer;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjects;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What our static server needs beside it: a PostgreSQL that knows every site of the corpus as a
/// project with one ready deployment, a Redis, and the settings of both.
final class Platform implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Commit COMMIT = new Commit(new CommitSha("a".repeat(40)), "Bench", "bench");
  private static final BranchName MAIN = new BranchName("main");

  private final Path folder;
  private final Corpus corpus;
  private final PostgresCluster postgres;
  private final RedisServer redis;
  private final DatabaseSettings settings;

  private Platform(Path folder, Corpus corpus, PostgresCluster postgres, RedisServer redis)
      throws InterruptedException {
    this.folder = folder;
    this.corpus = corpus;
    this.postgres = postgres;
    this.redis = redis;
    this.settings = postgres.createDatabase("slipway", CONNECTIONS);
  }

  /// Starts it in the empty `folder`, and records the sites of `corpus`.
  static Platform start(Path folder, Corpus corpus) throws IOException, InterruptedException {
    // PostgreSQL's own user has to get through to what is its own.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var postgres = PostgresCluster.start(folder.resolve("postgres"), "fsync=off");
    try {
      var redis = RedisServer.start(folder.resolve("redis"));
      try {
        var platform = new Platform(folder, corpus, postgres, redis);
        platform.publish();
        return platform;
      } catch (RuntimeException e) {
        redis.close();
        throw e;
      }
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private void publish() {
    var key = EncryptionKey.in(folder.resolve("secrets"));
    try (var database = Database.open(settings)) {
      Migrations.apply(database.dataSource());
      var publishing = new Publishing(database.db(), key);
      corpus.sites().forEach(publishing::publish);
    }
  }

  /// Records what a push and a runner would.
  private static final class Publishing {

    private final Clock clock = Clock.systemUTC();
    private final DatabaseProjects projects;
    private final DatabaseIntake intake;
    private final DatabaseJobQueue queue;

    private Publishing(Db db, EncryptionKey key) {
      projects = new DatabaseProjects(db, key);
      intake = new DatabaseIntake(db, clock, new SecureRandom());
      queue = new DatabaseJobQueue(db, clock);
    }

    private void publish(Site site) {
      var id = new ProjectId(UUID.randomUUID());
      var name = new ProjectName(site.name());
      var repository = new RepositoryUrl(URI.create("https://example.com/" + name));
      projects.add(
          new Project(id, AccountId.FIRST, name, repository, MAIN, clock.instant()),
          new Secret("only-on-loopback"));
      intake.request(id, new Intent.Deploy(MAIN, Optional.of(COMMIT)));
      var claim = queue.claim(RunnerName.random(), LEASE).orElseThrow().claim();
      queue.deploying(claim);
      queue.publish(claim, new Publication(site.artifact(), Reason.of("built", "It was built.")));
    }
  }

  /// Returns the environment of a static server that listens on `port`.
  Map<String, String> variables(int port) throws IOException {
    return Map.of(
        "SLIPWAY_URL",
        "http://localhost:8080",
        "SLIPWAY_INSTANCE",
        "bench",
        "SLIPWAY_DATABASE_URL",
        settings.url(),
        "SLIPWAY_DATABASE_USER",
        settings.user(),
        "SLIPWAY_DATABASE_PASSWORD_FILE",
        secret("database", settings.password()),
        "SLIPWAY_REDIS_URL",
        redis.url().toString(),
        "SLIPWAY_REDIS_PASSWORD_FILE",
        secret("redis", redis.password()),
        "SLIPWAY_ARTIFACTS",
        corpus.artifacts().toString(),
        "SLIPWAY_STATIC_LISTEN",
        "127.0.0.1:" + port);
  }

  private String secret(String name, Secret secret) throws IOException {
    var file = folder.resolve("secrets").resolve(name + "-password");
    Files.writeString(file, secret.reveal());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  @Override
  public void close() {
    redis.close();
    postgres.close();
  }
}
