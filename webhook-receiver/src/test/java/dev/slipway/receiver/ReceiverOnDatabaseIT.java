package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.receiver.download.DownloadStores;
import dev.slipway.store.database.EmbeddedDatabase;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.folder.FolderImages;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseAccounts;
import dev.slipway.store.tables.DatabaseAliases;
import dev.slipway.store.tables.DatabaseApiTokens;
import dev.slipway.store.tables.DatabaseBuildCaches;
import dev.slipway.store.tables.DatabaseDeploymentImages;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjectAccess;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.tables.DatabaseRoutes;
import dev.slipway.store.tables.DatabaseSigningKeys;
import dev.slipway.store.tables.DatabaseVariables;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The receiver on the database and the folders that it really runs on.
class ReceiverOnDatabaseIT {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecureRandom random = new SecureRandom();
  private final ApiToken token = ApiToken.random(random);
  private final RecordingDoorbell doorbell = new RecordingDoorbell();
  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedDatabase database;
  private final JobQueue queue;
  private final FolderLogs logs;
  private final WebServer server;
  private Secret hookSecret = new Secret("");

  ReceiverOnDatabaseIT(@TempDir Path folder) {
    var clock = Clock.systemUTC();
    database = EmbeddedDatabase.open(folder.resolve("database"), new Secret("password"), 5);
    Migrations.apply(database.database().dataSource());
    var db = database.database().db();
    queue = new DatabaseJobQueue(db, clock);
    logs = new FolderLogs(folder.resolve("logs"));
    var tokens = new DatabaseApiTokens(db, clock);
    tokens.add(AccountId.FIRST, token, "test");
    var receiver =
        new Receiver(
            new ReceiverParts(
                new DatabaseProjects(db, EncryptionKey.in(folder)),
                tokens,
                new DatabaseIntake(db, clock, random),
                new DatabaseDeployments(db),
                new DatabaseJobControl(db, clock),
                doorbell,
                new DatabaseAccounts(db),
                new DatabaseProjectAccess(db, EncryptionKey.in(folder), clock),
                new DatabaseVariables(db, () -> EncryptionKey.in(folder), clock, random),
                new DatabaseAliases(db, clock),
                new DatabaseRoutes(db),
                new RecordingRouteChanges(),
                FolderArtifacts.in(folder.resolve("artifacts")),
                new DownloadStores(
                    FolderArtifacts.in(folder.resolve("artifacts")),
                    FolderImages.in(folder.resolve("images")),
                    new DatabaseDeploymentImages(db, clock),
                    new DatabaseSigningKeys(db, EncryptionKey.in(folder), clock)),
                new DatabaseBuildCaches(db, clock),
                logs,
                new FakeKeeping().keeping(),
                new Domain("http", "localhost", 8080),
                clock,
                random));
    server =
        WebServer.builder()
            .port(0)
            .update(Receiver::limit)
            .routing(receiver::routing)
            .build()
            .start();
  }

  @BeforeEach
  void addProject() throws IOException, InterruptedException {
    var added =
        post(
            "/api/projects", "{\"name\": \"shop\", \"repository\": \"https://example.com/a.git\"}");
    hookSecret = new Secret(document(added).path("secret").textValue());
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
    database.close();
  }

  @Test
  void takesAPushAllTheWayToALink() throws IOException, InterruptedException {
    var answer = push("delivery-1", "main", "a");
    var deployment = document(answer).path("shortId").textValue();
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(doorbell.rings()).isEqualTo(1);

    var job = queue.claim(RunnerName.random(), LEASE).orElseThrow();
    assertThat(job.deployment().shortId().value()).isEqualTo(deployment);
    write(job.deployment().id(), "built\n");
    queue.deploying(job.claim());
    var artifact = new ArtifactDigest("0".repeat(64));
    queue.publish(job.claim(), new Publication(artifact, Reason.of("built", "It was built.")));

    var stream = get("/api/deployments/" + deployment + "/log/stream").body();
    assertThat(stream).containsSubsequence("id: 6\ndata: built\n", "event: end", "\"ready\"");
    var shown = document(get("/api/deployments/" + deployment));
    assertThat(shown.path("state").textValue()).isEqualTo("ready");
    assertThat(shown.path("commit").path("message").textValue()).isEqualTo("Go");
    assertThat(shown.path("finishedAt").isNull()).isFalse();
  }

  @Test
  void countsADeliveryOnceAndJoinsTheSameCommit() throws IOException, InterruptedException {
    var first = push("delivery-1", "next", "b");
    var again = push("delivery-1", "next", "b");
    var same = push("delivery-2", "next", "b");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(document(same).path("decision").textValue()).isEqualTo("joined");
    assertThat(document(get("/api/projects/shop")).path("deployments")).hasSize(1);
  }

  @Test
  void supersedesWhatIsOlder() throws IOException, InterruptedException {
    var older = document(push("delivery-1", "main", "c")).path("shortId").textValue();
    push("delivery-2", "main", "d");

    var shown = document(get("/api/deployments/" + older));

    assertThat(shown.path("state").textValue()).isEqualTo("superseded");
    assertThat(shown.path("reason").path("code").textValue()).isEqualTo("superseded");
  }

  @Test
  void cancelsWhatWaits() throws IOException, InterruptedException {
    var deployment = document(push("delivery-1", "main", "e")).path("shortId").textValue();

    var answer = post("/api/deployments/" + deployment + "/cancel", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(queue.claim(RunnerName.random(), LEASE)).isEmpty();
    assertThat(post("/api/deployments/" + deployment + "/cancel", "").statusCode()).isEqualTo(409);
  }

  @Test
  void rollsBackAndForthAndTellsEveryTry() throws IOException, InterruptedException {
    var first = published("delivery-1", "a");
    var second = published("delivery-2", "b");

    var back = document(post("/api/projects/shop/rollback", ""));
    assertThat(back.at("/shown/shortId").textValue()).isEqualTo(first);
    assertThat(document(get("/api/projects/shop")).at("/shown/shortId").textValue())
        .isEqualTo(first);
    assertThat(post("/api/projects/shop/rollback", "").statusCode()).isEqualTo(409);
    var forth =
        document(post("/api/projects/shop/rollback", "{\"deployment\": \"" + second + "\"}"));

    assertThat(forth.at("/shown/shortId").textValue()).isEqualTo(second);
    var attempts = document(get("/api/deployments/" + second)).path("attempts");
    assertThat(attempts.findValuesAsText("outcome")).containsExactly("ready");
  }

  @Test
  void keepsLimitsAndConcurrency() throws IOException, InterruptedException {
    var limits = patch("/api/projects/shop/limits", "{\"memory\": \"3g\", \"time\": \"90s\"}");
    var account = patch("/api/account", "{\"concurrency\": 2}");

    assertThat(get("/api/projects/shop/limits").body()).isEqualTo(limits.body());
    assertThat(document(limits).path("memory").textValue()).isEqualTo("3g");
    assertThat(get("/api/account").body()).isEqualTo(account.body());
    assertThat(document(account).path("concurrency").intValue()).isEqualTo(2);
  }

  /// Pushes a commit to main, publishes it as a runner does, and returns its short id.
  private String published(String delivery, String digit) throws IOException, InterruptedException {
    var shortId = document(push(delivery, "main", digit)).path("shortId").textValue();
    var claim = queue.claim(RunnerName.random(), LEASE).orElseThrow().claim();
    queue.deploying(claim);
    var artifact = new ArtifactDigest(digit.repeat(64));
    queue.publish(claim, new Publication(artifact, Reason.of("built", "It was built.")));
    return shortId;
  }

  @Test
  void redeploysACommitOnTheBranchThatItWasDeployedOn() throws IOException, InterruptedException {
    var first = document(push("delivery-1", "next", "f")).path("shortId").textValue();
    post("/api/deployments/" + first + "/cancel", "");

    var again = post("/api/projects/shop/redeploy", "{\"commit\": \"" + "f".repeat(40) + "\"}");

    var id = document(again).path("shortId").textValue();
    assertThat(document(get("/api/deployments/" + id)).path("branch").textValue())
        .isEqualTo("next");
  }

  private void write(DeploymentId deployment, String text) {
    try (var writer = logs.append(deployment)) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      writer.write(bytes, 0, bytes.length);
    }
  }

  private HttpResponse<String> push(String delivery, String branch, String digit)
      throws IOException, InterruptedException {
    var body =
        "{\"ref\": \"refs/heads/%s\", \"after\": \"%s\", \"head_commit\": {\"message\": \"Go\"}}"
            .formatted(branch, digit.repeat(40))
            .getBytes(StandardCharsets.UTF_8);
    return send(
        request("/hooks/github/shop")
            .header("X-GitHub-Delivery", delivery)
            .header("X-GitHub-Event", "push")
            .header("X-Hub-Signature-256", HookSignature.of(hookSecret, body))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(authorized(path));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(authorized(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> patch(String path, String body)
      throws IOException, InterruptedException {
    return send(authorized(path).method("PATCH", BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + token.secret().reveal());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
