package dev.slipway.site;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Aliases.Moved;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.DeliveryId;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
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
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.redis.Words;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseAliases;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.testing.PostgresServer;
import dev.slipway.store.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// The platform of the server profile without its receiver and its runners: a real PostgreSQL, a
/// real Redis and a folder of artifacts, with a project on it. What receiver and runners would do
/// when something is published is done through the same ports.
final class ServerProfile implements AutoCloseable {

  private static final String INSTANCE = "test";
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Path folder;
  private final Clock clock = Clock.systemUTC();
  private final PostgresServer postgres = PostgresServer.start();
  private final RedisServer redis = RedisServer.start();
  private final DatabaseSettings settings = postgres.createDatabase();
  private final Database database = Database.open(settings);
  private final Words words = Words.open(Optional.of(redis.settings()), INSTANCE);
  private final RouteChanges changes = words.routeChanges();
  private final DatabaseIntake intake;
  private final DatabaseJobQueue queue;
  private final DatabaseAliases aliases;
  private final Project project;
  private final AtomicInteger commits = new AtomicInteger();

  /// Starts it, with what it keeps in `folder` and a project `shop`.
  ServerProfile(Path folder) {
    this.folder = folder;
    Migrations.apply(database.dataSource());
    var db = database.db();
    intake = new DatabaseIntake(db, clock, new SecureRandom());
    queue = new DatabaseJobQueue(db, clock);
    aliases = new DatabaseAliases(db, clock);
    project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            new ProjectName("shop"),
            new RepositoryUrl(URI.create("https://github.com/someone/shop.git")),
            new BranchName("main"),
            clock.instant());
    new DatabaseProjects(db, EncryptionKey.in(folder.resolve("key")))
        .add(project, new Secret("hook"));
    write("database-password", settings.password().reveal());
    write("redis-password", redis.settings().password().orElseThrow().reveal());
  }

  /// Keeps the artifact of `site`.
  ArtifactDigest store(SampleSite site) {
    try {
      var tars = Files.createTempDirectory(folder, "tars");
      var digest = site.pack(tars);
      FolderArtifacts.in(folder.resolve("artifacts"))
          .put(digest, new FolderOfArtifacts(tars).path(digest));
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Publishes `artifact` as what was built of a new commit of `branch`, as a runner does.
  Deployment publish(String branch, ArtifactDigest artifact) {
    var sha = new CommitSha("%040x".formatted(commits.incrementAndGet()));
    var commit = new Commit(sha, "Go", "Ada");
    intake.request(project.id(), new Intent.Deploy(new BranchName(branch), Optional.of(commit)));
    var job = queue.claim(RunnerName.random(), LEASE).orElseThrow();
    queue.deploying(job.claim());
    queue.publish(job.claim(), new Publication(artifact, Reason.of("built", "It was built.")));
    changes.changed(project.id());
    return job.deployment();
  }

  /// Makes production show `deployment`, as the receiver does.
  void show(Deployment deployment) {
    if (aliases.show(project.id(), deployment.id()) != Moved.DONE) {
      throw new IllegalStateException("not shown: " + deployment);
    }
    changes.changed(project.id());
  }

  /// Says that `branch` was deleted, as the receiver does.
  Decision delete(String branch) {
    var delivery =
        new Delivery(
            project.id(),
            new DeliveryId("deletion-of-" + branch),
            "push",
            "0".repeat(64),
            clock.instant());
    var decision =
        intake.accept(delivery, new Intent.Remove(new BranchName(branch), Optional.empty()));
    changes.changed(project.id());
    return decision;
  }

  /// Returns what a static server of it has in its environment.
  Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "SLIPWAY_DATABASE_URL",
            settings.url(),
            "SLIPWAY_DATABASE_USER",
            settings.user(),
            "SLIPWAY_DATABASE_PASSWORD_FILE",
            folder.resolve("database-password").toString(),
            "SLIPWAY_REDIS_URL",
            redis.settings().url().toString(),
            "SLIPWAY_REDIS_PASSWORD_FILE",
            folder.resolve("redis-password").toString(),
            "SLIPWAY_ARTIFACTS",
            folder.resolve("artifacts").toString(),
            "SLIPWAY_INSTANCE",
            INSTANCE,
            "SLIPWAY_STATIC_LISTEN",
            "127.0.0.1:0"));
  }

  RedisServer redis() {
    return redis;
  }

  @Override
  public void close() {
    words.close();
    database.close();
    redis.close();
    postgres.close();
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
