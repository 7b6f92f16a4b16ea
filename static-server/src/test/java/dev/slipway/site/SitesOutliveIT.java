package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactPlace;
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
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.artifacts.Artifacts.Copies;
import dev.slipway.store.database.Database;
import dev.slipway.store.database.DatabaseSettings;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.tables.DatabaseRoutes;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import dev.slipway.store.testing.RedisServer;
import dev.slipway.store.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The static server as a process that is killed while nothing of the control plane is there: no
/// PostgreSQL, no Redis, no S3.
class SitesOutliveIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:([0-9]+)$");
  private static final ProjectId PROJECT = new ProjectId(new UUID(5, 6));

  private final Clock clock = Clock.systemUTC();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PostgresServer postgres = PostgresServer.start();
  private final RedisServer redis = RedisServer.start();
  private final S3Server s3 = S3Server.start();
  private final DatabaseSettings database = postgres.createDatabase();
  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("password"), database.password().reveal());
    Files.writeString(folder.resolve("redis"), redis.settings().password().orElseThrow().reveal());
    Files.writeString(folder.resolve("s3"), s3.bucket().secretKey().reveal());
    try (var opened = Database.open(database)) {
      Migrations.apply(opened.dataSource());
      addProject(opened.db());
    }
  }

  @AfterEach
  void stop() {
    s3.close();
    redis.close();
    postgres.close();
    client.close();
  }

  @Test
  void everySiteThatWasServedIsServedAfterAKillWithoutTheControlPlane()
      throws IOException, InterruptedException, TimeoutException {
    var hosts = List.of("shop", "feature--shop", publish("main", "first"));
    publish("feature", "a feature");
    var neverAsked = publish("other", "other");
    var before = servedAndKilled(hosts);
    postgres.shutDown();
    redis.kill();
    s3.kill();

    try (var sites = ChildJvm.start(environment(), SiteMain.class)) {
      int port = port(sites);
      for (var host : hosts) {
        assertThat(answers(port, host)).as(host).isEqualTo(before.get(host));
      }
      assertThat(get(port, neverAsked, "/").status()).isEqualTo(503);

      s3.startAgain();
      redis.startAgain();
      postgres.startAgain();
      publish("main", "second");

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(get(port, "shop", "/").body()).contains("second"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(get(port, neverAsked, "/").body()).contains("other"));
      assertThat(answers(port, hosts.getLast())).isEqualTo(before.get(hosts.getLast()));
    }
  }

  /// What a page answered, but for the time.
  private record Answered(int status, Map<String, List<String>> headers, String body) {}

  private Map<String, List<Answered>> servedAndKilled(List<String> hosts)
      throws IOException, InterruptedException, TimeoutException {
    var answers = new HashMap<String, List<Answered>>();
    try (var sites = ChildJvm.start(environment(), SiteMain.class)) {
      int port = port(sites);
      for (var host : hosts) {
        answers.put(host, answers(port, host));
        assertThat(answers.get(host)).extracting(Answered::status).containsExactly(200, 200, 404);
      }
      sites.kill();
    }
    return answers;
  }

  private List<Answered> answers(int port, String host) throws IOException, InterruptedException {
    return List.of(
        get(port, host, "/"), get(port, host, "/assets/app-D3adB33f.js"), get(port, host, "/no"));
  }

  private Answered get(int port, String host, String path)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Host", host + ".localhost")
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return new Answered(answer.statusCode(), headers, answer.body());
  }

  private void addProject(Db db) {
    var project =
        new Project(
            PROJECT,
            AccountId.FIRST,
            new ProjectName("shop"),
            new RepositoryUrl(URI.create("https://github.com/someone/shop.git")),
            new BranchName("main"),
            clock.instant());
    new DatabaseProjects(db, EncryptionKey.in(folder.resolve("key")))
        .add(project, new Secret("hook"));
  }

  /// Publishes a site, and returns its short id.
  private String publish(String branch, String text) throws IOException {
    var tars = Files.createDirectories(folder.resolve("tars"));
    var digest =
        new SampleSite()
            .page("index.html", "<h1>" + text + "</h1>")
            .page("assets/app-D3adB33f.js", "say('" + text + "')")
            .pack(tars);
    var place = new ArtifactPlace(folder.resolve("artifacts"), Optional.of(s3.bucket()));
    var copies = new Copies(folder.resolve("unused"), 1L << 20);
    try (var artifacts = Artifacts.at(place, copies, clock);
        var opened = Database.open(database)) {
      artifacts.put(digest, new FolderOfArtifacts(tars).path(digest));
      var commit = new Commit(new CommitSha(digest.hex().substring(0, 40)), text, "Ada");
      var asked = new Intent.Deploy(new BranchName(branch), Optional.of(commit));
      new DatabaseIntake(opened.db(), clock, new SecureRandom()).request(PROJECT, asked);
      var queue = new DatabaseJobQueue(opened.db(), clock);
      var claim = queue.claim(RunnerName.random(), PATIENCE).orElseThrow().claim();
      queue.deploying(claim);
      queue.publish(claim, new Publication(digest, Reason.of("built", "It was built.")));
      var label = new HostLabel(branch.equals("main") ? "shop" : branch + "--shop");
      var route = (Route.Ready) new DatabaseRoutes(opened.db()).resolve(label);
      return route.deployment().shortId().value();
    }
  }

  private Map<String, String> environment() {
    var bucket = s3.bucket();
    var environment = new HashMap<String, String>();
    environment.put("SLIPWAY_DATABASE_URL", database.url());
    environment.put("SLIPWAY_DATABASE_USER", database.user());
    environment.put("SLIPWAY_DATABASE_PASSWORD_FILE", folder.resolve("password").toString());
    environment.put("SLIPWAY_REDIS_URL", redis.settings().url().toString());
    environment.put("SLIPWAY_REDIS_PASSWORD_FILE", folder.resolve("redis").toString());
    environment.put("SLIPWAY_ARTIFACTS", folder.resolve("artifacts").toString());
    environment.put("SLIPWAY_S3_ENDPOINT", bucket.endpoint().toString());
    environment.put("SLIPWAY_S3_BUCKET", bucket.name());
    environment.put("SLIPWAY_S3_PREFIX", "test");
    environment.put("SLIPWAY_S3_ACCESS_KEY_ID", bucket.accessKeyId());
    environment.put("SLIPWAY_S3_SECRET_KEY_FILE", folder.resolve("s3").toString());
    environment.put("SLIPWAY_STATIC_STATE", folder.resolve("state").toString());
    environment.put("SLIPWAY_INSTANCE", "test");
    environment.put("SLIPWAY_STATIC_LISTEN", "127.0.0.1:0");
    return environment;
  }

  private static int port(ChildJvm sites) throws IOException {
    var match = PORT.matcher(sites.lineWith("is ready"));
    assertThat(match.find()).isTrue();
    return Integer.parseInt(match.group(1));
  }
}
