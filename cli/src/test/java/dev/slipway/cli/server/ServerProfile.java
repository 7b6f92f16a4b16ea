package dev.slipway.cli.server;

import dev.slipway.cli.SlipwayMain;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.receiver.ReceiverMain;
import dev.slipway.runner.RunnerMain;
import dev.slipway.site.SiteMain;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseApiTokens;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// The programs of the server profile as processes, on a PostgreSQL of their own. Its past can be
/// made longer than it was.
final class ServerProfile implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:([0-9]+)$");
  private static final Clock CLOCK = Clock.systemUTC();

  /// What has an age, as columns of tables.
  private static final List<String> TIMES =
      List.of(
          "deployment.created_at",
          "deployment.started_at",
          "deployment.finished_at",
          "alias_move.moved_at",
          "artifact_hold.since",
          "build_record.built_at",
          "deployment_image.written_at");

  final Path folder;
  final Map<String, String> environment = new HashMap<>();
  private final PostgresServer postgres = PostgresServer.start();
  private final Database database;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiToken token = ApiToken.random(new SecureRandom());
  private final EncryptionKey key;

  ServerProfile(Path folder) throws IOException {
    this.folder = folder;
    var settings = postgres.createDatabase();
    this.database = Database.open(settings);
    Migrations.apply(database.dataSource());
    this.key = EncryptionKey.in(folder.resolve("keys"));
    new DatabaseApiTokens(db(), CLOCK).add(AccountId.FIRST, token, "of a test");
    environment.put("SLIPWAY_DATABASE_URL", settings.url());
    environment.put("SLIPWAY_DATABASE_USER", settings.user());
    environment.put("SLIPWAY_DATABASE_PASSWORD_FILE", secretFile("password", settings.password()));
    environment.put(
        "SLIPWAY_ENCRYPTION_KEY_FILE", EncryptionKey.file(folder.resolve("keys")).toString());
    for (var place : List.of("artifacts", "logs", "work")) {
      environment.put(
          "SLIPWAY_" + place.toUpperCase(Locale.ROOT), folder.resolve(place).toString());
    }
    environment.put("SLIPWAY_IMAGE_BASE", imageBase().toString());
    environment.put("SLIPWAY_GIT_FOLDERS", "true");
    environment.put("SLIPWAY_INSTANCE", "test-" + UUID.randomUUID());
    environment.put("SLIPWAY_NODE", "one");
    environment.put("SLIPWAY_FLOOR_MEMORY", "16m");
    environment.put("SLIPWAY_FLOOR_DISK", "16m");
    environment.put("SLIPWAY_URL", "http://localhost:8080");
    environment.put("SLIPWAY_RECEIVER_LISTEN", "127.0.0.1:0");
    environment.put("SLIPWAY_STATIC_LISTEN", "127.0.0.1:0");
    environment.put("SLIPWAY_TOKEN", token.secret().reveal());
  }

  /// Has it keep everything in `bucket`.
  void use(Bucket bucket) throws IOException {
    environment.put("SLIPWAY_S3_ENDPOINT", bucket.endpoint().toString());
    environment.put("SLIPWAY_S3_BUCKET", bucket.name());
    environment.put("SLIPWAY_S3_PREFIX", bucket.prefix());
    environment.put("SLIPWAY_S3_ACCESS_KEY_ID", bucket.accessKeyId());
    environment.put("SLIPWAY_S3_SECRET_KEY_FILE", secretFile("s3", bucket.secretKey()));
    environment.put("SLIPWAY_S3_LOGS", "true");
    environment.put("SLIPWAY_RECEIVER_STATE", folder.resolve("receiver").toString());
    environment.put("SLIPWAY_STATIC_STATE", folder.resolve("static").toString());
  }

  private String secretFile(String name, Secret secret) throws IOException {
    return Files.writeString(folder.resolve(name), secret.reveal()).toString();
  }

  /// Returns what setup/image-base has made for the tests of this machine.
  private static Path imageBase() {
    var base = Path.of(System.getProperty("user.home"), ".cache/slipway/image-base/layer");
    if (Files.notExists(base)) {
      throw new IllegalStateException(base + " is missing: run setup/image-base");
    }
    return base;
  }

  Db db() {
    return database.db();
  }

  /// Makes a project of `repository`.
  Project project(String name, RepositoryUrl repository) {
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            new ProjectName(name),
            repository,
            new BranchName("main"),
            CLOCK.instant());
    new DatabaseProjects(db(), key).add(project, new Secret("hook"));
    return project;
  }

  /// Asks for a deployment of `branch`.
  Deployment queue(Project project, String branch) {
    var intent = new Intent.Deploy(new BranchName(branch), Optional.empty());
    var decision =
        new DatabaseIntake(db(), CLOCK, new SecureRandom()).request(project.id(), intent);
    return deployment(((Decision.Queued) decision).deployment());
  }

  Deployment deployment(DeploymentId id) {
    return new DatabaseDeployments(db()).find(id).orElseThrow();
  }

  /// Runs the runner to its end, and returns what it printed, with its exit code behind it.
  List<String> run(String... arguments) throws IOException, InterruptedException, TimeoutException {
    try (var runner = runner(arguments)) {
      var printed = new ArrayList<>(runner.rest());
      printed.add("exit code " + runner.exitCode());
      return printed;
    }
  }

  /// Starts a runner.
  ChildJvm runner(String... arguments) throws IOException {
    var own = new HashMap<>(environment);
    own.put("INVOCATION_ID", UUID.randomUUID().toString().replace("-", ""));
    return ChildJvm.start(own, RunnerMain.class, arguments);
  }

  /// Runs the command `slipway` against the receiver on `port`, and returns what it printed.
  List<String> slipway(int port, String... arguments)
      throws IOException, InterruptedException, TimeoutException {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://localhost:" + port));
    try (var command = ChildJvm.start(environment, SlipwayMain.class, all.toArray(String[]::new))) {
      var printed = command.rest();
      if (command.exitCode() != 0) {
        throw new IllegalStateException(arguments[0] + " failed: " + printed);
      }
      return printed;
    }
  }

  ChildJvm receiver() throws IOException {
    return ChildJvm.start(environment, ReceiverMain.class);
  }

  ChildJvm sites() throws IOException {
    return ChildJvm.start(environment, SiteMain.class);
  }

  /// Waits until a process serves, and returns where.
  static int port(ChildJvm process) throws IOException {
    var match = PORT.matcher(process.lineWith("is ready"));
    if (!match.find()) {
      throw new IllegalStateException("it does not say where it listens");
    }
    return Integer.parseInt(match.group(1));
  }

  /// Asks the receiver for what only its owner may have.
  HttpResponse<byte[]> api(int port, String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.secret().reveal())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /// Asks the static server for the front page of `label`.
  HttpResponse<String> visit(int port, String label) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(PATIENCE)
            .header("Host", label + ".localhost")
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /// Makes all that there is as much older, files in `roots` too.
  void age(Duration time, Path... roots) throws IOException {
    for (var column : TIMES) {
      var parts = column.split("\\.", 2);
      db().sql(
              "update %s set %s = %s - :seconds * interval '1 second'"
                  .formatted(parts[0], parts[1], parts[1]))
          .bind("seconds", time.toSeconds())
          .update();
    }
    for (var root : roots) {
      files(root).forEach(file -> age(file, time));
    }
  }

  private static void age(Path file, Duration time) {
    try {
      var before = Files.getLastModifiedTime(file).toInstant();
      Files.setLastModifiedTime(file, FileTime.from(before.minus(time)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the files in `root`, however deep.
  static List<Path> files(Path root) throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    client.close();
    database.close();
    postgres.close();
  }
}
