package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.artifact.ArtifactDigest;
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
import dev.slipway.process.testing.DatagramReceiver;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.Db;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The static server as a process, on a real PostgreSQL.
class SiteMainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:([0-9]+)$");
  private static final int TERMINATED = 143;

  private final Clock clock = Clock.systemUTC();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PostgresServer server = PostgresServer.start();
  private final DatabaseSettings database = server.createDatabase();
  @TempDir private Path folder;

  @BeforeEach
  void writePassword() throws IOException {
    Files.writeString(folder.resolve("password"), database.password().reveal() + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void servesWhatWasPublishedAndSaysWhenItDoes()
      throws IOException, InterruptedException, TimeoutException {
    publish();
    var environment = environment(database.url());
    environment.put("NOTIFY_SOCKET", "@" + folder.getFileName());
    try (var systemd = DatagramReceiver.named(folder.getFileName().toString());
        var sites = ChildJvm.start(environment, SiteMain.class)) {
      int port = port(sites);

      assertThat(systemd.nextText(PATIENCE)).startsWith("READY=1\n");
      assertThat(get(port, "shop.localhost", "/").body()).isEqualTo("<h1>Shop</h1>");
      assertThat(get(port, "nobody.localhost", "/").statusCode()).isEqualTo(404);
      sites.terminate();
      assertThat(systemd.nextText(PATIENCE)).startsWith("STOPPING=1\n");
      assertThat(sites.exitCode()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void startsWithoutADatabaseAndServesWhenItIsThere() throws IOException, InterruptedException {
    publish();
    server.shutDown();
    try (var sites = ChildJvm.start(environment(database.url()), SiteMain.class)) {
      int port = port(sites);
      assertThat(get(port, "shop.localhost", "/").statusCode()).isEqualTo(503);
      assertThat(get(port, "localhost", "/healthz").statusCode()).isEqualTo(200);

      server.startAgain();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(port, "shop.localhost", "/").body()).isEqualTo("<h1>Shop</h1>"));
    }
  }

  @Test
  void servesOnWhatItServedWhenTheDatabaseIsGone() throws IOException, InterruptedException {
    publish();
    try (var sites = ChildJvm.start(environment(database.url()), SiteMain.class)) {
      int port = port(sites);
      assertThat(get(port, "shop.localhost", "/").statusCode()).isEqualTo(200);

      server.shutDown();

      await()
          .during(Duration.ofSeconds(2))
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(port, "shop.localhost", "/").body()).isEqualTo("<h1>Shop</h1>"));
    }
  }

  @Test
  void countsAndLogsWhatItServes() throws IOException, InterruptedException {
    publish();
    int status;
    try (var free = new ServerSocket(0)) {
      status = free.getLocalPort();
    }
    var logs = folder.resolve("visits");
    var environment = environment(database.url());
    environment.put("SLIPWAY_STATIC_STATUS_LISTEN", "127.0.0.1:" + status);
    environment.put("SLIPWAY_STATIC_ACCESS_LOG", logs.toString());
    try (var sites = ChildJvm.start(environment, SiteMain.class)) {
      int port = port(sites);

      get(port, "shop.localhost", "/");
      get(port, "shop.localhost", "/nothing");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(logs.resolve("shop.log")).content().contains("/nothing HTTP/1.1\" 404"));
      assertThat(get(status, "localhost", "/metrics").body())
          .contains("slipway_requests_total{host=\"production\",status=\"2xx\"} 1.0")
          .contains("slipway_index_loads_total 1.0")
          .contains("slipway_answers_kept_misses_total 2.0");
      assertThat(get(status, "localhost", "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(port, "localhost", "/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void saysWhereTheControlHostIs() throws IOException, InterruptedException {
    try (var sites = ChildJvm.start(environment(database.url()), SiteMain.class)) {
      int port = port(sites);

      var answer = get(port, "localhost", "/projects");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("http://localhost:8080");
    }
  }

  @Test
  void tellsAllThatIsWrongWithItsSettings()
      throws IOException, InterruptedException, TimeoutException {
    var environment = environment("mysql://x");
    environment.put("SLIPWAY_ARTIFACTS", "here");
    environment.put("SLIPWAY_STATIC_LISTEN", "8082");
    try (var sites = ChildJvm.start(environment, SiteMain.class)) {

      assertThat(String.join("\n", sites.rest()))
          .contains("SLIPWAY_DATABASE_URL=mysql://x: must be a JDBC URL")
          .contains("SLIPWAY_ARTIFACTS=here: must be an absolute path")
          .contains("SLIPWAY_STATIC_LISTEN=8082: must be an address");
      assertThat(sites.exitCode()).isEqualTo(78);
    }
  }

  private void publish() throws IOException {
    try (var opened = Database.open(database)) {
      Migrations.apply(opened.dataSource());
      publish(opened.db(), artifact());
    }
  }

  private ArtifactDigest artifact() throws IOException {
    var tars = Files.createDirectory(folder.resolve("tars"));
    var digest = new SampleSite().page("index.html", "<h1>Shop</h1>").pack(tars);
    FolderArtifacts.in(folder.resolve("artifacts"))
        .put(digest, new FolderOfArtifacts(tars).path(digest));
    return digest;
  }

  private void publish(Db db, ArtifactDigest artifact) {
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            new ProjectName("shop"),
            new RepositoryUrl(URI.create("https://github.com/someone/shop.git")),
            new BranchName("main"),
            clock.instant());
    new DatabaseProjects(db, EncryptionKey.in(folder.resolve("key")))
        .add(project, new Secret("hook"));
    var commit = new Commit(new CommitSha("a".repeat(40)), "Go", "Ada");
    new DatabaseIntake(db, clock, new SecureRandom())
        .request(project.id(), new Intent.Deploy(new BranchName("main"), Optional.of(commit)));
    var queue = new DatabaseJobQueue(db, clock);
    var claim = queue.claim(RunnerName.random(), PATIENCE).orElseThrow().claim();
    queue.deploying(claim);
    queue.publish(claim, new Publication(artifact, Reason.of("built", "It was built.")));
  }

  private Map<String, String> environment(String databaseUrl) {
    return new HashMap<>(
        Map.of(
            "SLIPWAY_DATABASE_URL",
            databaseUrl,
            "SLIPWAY_DATABASE_USER",
            database.user(),
            "SLIPWAY_DATABASE_PASSWORD_FILE",
            folder.resolve("password").toString(),
            "SLIPWAY_ARTIFACTS",
            folder.resolve("artifacts").toString(),
            "SLIPWAY_INSTANCE",
            "test",
            "SLIPWAY_STATIC_LISTEN",
            "127.0.0.1:0"));
  }

  private static int port(ChildJvm sites) throws IOException {
    var match = PORT.matcher(sites.lineWith("is ready"));
    assertThat(match.find()).isTrue();
    return Integer.parseInt(match.group(1));
  }

  private HttpResponse<String> get(int port, String host, String path)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Host", host)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
