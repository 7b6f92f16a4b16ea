package dev.slipway.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.AccountId;
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
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseJobQueue;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.testing.ChildJvm;
import dev.slipway.store.testing.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The receiver as a process, on a real PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiverMainIT {

  private static final Secret HOOK_SECRET = new Secret("It's a Secret to Everybody");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1:([0-9]+)$");
  private static final int TERMINATED = 143;

  private final HttpClient client = HttpClient.newHttpClient();
  private PostgresServer server;
  private DatabaseSettings database;
  private Path folder;

  @BeforeAll
  void startDatabase() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stopDatabase() {
    server.close();
    client.close();
  }

  @BeforeEach
  void makeDatabase(@TempDir Path folder) throws IOException {
    this.folder = folder;
    database = server.createDatabase();
    Files.writeString(folder.resolve("password"), database.password().reveal() + "\n");
    assertThat(EncryptionKey.create(folder.resolve("key"))).isTrue();
  }

  @Test
  void recordsASignedPushBeforeItAnswers()
      throws IOException, InterruptedException, TimeoutException {
    migrate();
    try (var receiver = ChildJvm.start(environment(), ReceiverMain.class)) {
      int port = port(receiver);

      var answer = push(port, "a".repeat(40));

      assertThat(answer.statusCode()).isEqualTo(202);
      try (var opened = Database.open(database)) {
        var queue = new DatabaseJobQueue(opened.db(), Clock.systemUTC());
        var job = queue.claim(RunnerName.random(), PATIENCE).orElseThrow();
        assertThat(answer.body()).contains(job.deployment().shortId().value());
      }
      receiver.terminate();
      assertThat(receiver.exitCode()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void tellsSystemdWhenItServesAndWhenItStops()
      throws IOException, InterruptedException, TimeoutException {
    migrate();
    var environment = environment();
    var socket = folder.resolve("notify");
    environment.put("NOTIFY_SOCKET", socket.toString());
    try (var systemd = DatagramReceiver.at(socket);
        var receiver = ChildJvm.start(environment, ReceiverMain.class)) {
      int port = port(receiver);

      assertThat(systemd.nextText(PATIENCE))
          .startsWith("READY=1\nSTATUS=http://localhost:8080 on 127.0.0.1:" + port);
      receiver.terminate();
      assertThat(systemd.nextText(PATIENCE)).startsWith("STOPPING=1\n");
      assertThat(receiver.exitCode()).isEqualTo(TERMINATED);
      assertThat(receiver.rest()).last().asString().contains("slipway-receiver has stopped");
    }
  }

  @Test
  void answersWhatIsBeingAskedWhenItIsToldToEnd()
      throws IOException, InterruptedException, TimeoutException {
    migrate();
    try (var receiver = ChildJvm.start(environment(), ReceiverMain.class);
        var connection = new Socket(InetAddress.getLoopbackAddress(), port(receiver))) {
      connection.setSoTimeout((int) PATIENCE.toMillis());
      byte[] body = pushBody("b".repeat(40));
      connection.getOutputStream().write(head(body).getBytes(UTF_8));
      connection.getOutputStream().write(body, 0, 10);
      connection.getOutputStream().flush();
      assertThat(status(connection)).isEqualTo("HTTP/1.1 100 Continue");

      receiver.terminate();
      receiver.lineWith("is stopping");
      connection.getOutputStream().write(body, 10, body.length - 10);
      connection.getOutputStream().flush();

      assertThat(status(connection)).isEqualTo("HTTP/1.1 202 Accepted");
      assertThat(receiver.exitCode()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void answersNoOtherHostThanTheControlHost() throws IOException, InterruptedException {
    migrate();
    try (var receiver = ChildJvm.start(environment(), ReceiverMain.class)) {
      int port = port(receiver);

      assertThat(get(port, "/api/projects", "shop.localhost").statusCode()).isEqualTo(421);
      assertThat(get(port, "/healthz", "shop.localhost").statusCode()).isEqualTo(200);
      assertThat(get(port, "/api/projects", "LOCALHOST:8080").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void tellsAllThatIsWrongWithItsSettings()
      throws IOException, InterruptedException, TimeoutException {
    var file = folder.resolve("slipway.yaml");
    Files.writeString(
        file,
        """
        url: slipway.example.com
        databse:
          url: x
        receiver:
          listen: 127.0.0.1
        """);
    var environment = environment();
    environment.remove("SLIPWAY_LOGS");
    environment.remove("SLIPWAY_URL");
    environment.remove("SLIPWAY_RECEIVER_LISTEN");
    environment.put("SLIPWAY_CONFIG", file.toString());
    try (var receiver = ChildJvm.start(environment, ReceiverMain.class)) {

      assertThat(String.join("\n", receiver.rest()))
          .contains(file + ", line 1: url=slipway.example.com: must be the URL of a host")
          .contains(file + ", line 3: databse.url is not a setting; did you mean database.url?")
          .contains(file + ", line 5: receiver.listen=127.0.0.1: must be an address")
          .contains("SLIPWAY_LOGS is not set, nor is logs in " + file);
      assertThat(receiver.exitCode()).isEqualTo(78);
    }
  }

  @Test
  void refusesADatabaseThatIsNotMigrated()
      throws IOException, InterruptedException, TimeoutException {
    try (var receiver = ChildJvm.start(environment(), ReceiverMain.class)) {

      assertThat(receiver.lineWith("could not start"))
          .contains("The database has no schema yet")
          .endsWith("run slipway migrate");
      assertThat(receiver.exitCode()).isEqualTo(1);
    }
  }

  private void migrate() {
    try (var opened = Database.open(database)) {
      Migrations.apply(opened.dataSource());
      var project =
          new Project(
              new ProjectId(UUID.randomUUID()),
              AccountId.FIRST,
              new ProjectName("shop"),
              new RepositoryUrl(URI.create("https://github.com/someone/shop.git")),
              new BranchName("main"),
              Clock.systemUTC().instant());
      new DatabaseProjects(opened.db(), EncryptionKey.from(folder.resolve("key")))
          .add(project, HOOK_SECRET);
    }
  }

  private Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "SLIPWAY_DATABASE_URL", database.url(),
            "SLIPWAY_DATABASE_USER", database.user(),
            "SLIPWAY_DATABASE_PASSWORD_FILE", folder.resolve("password").toString(),
            "SLIPWAY_ENCRYPTION_KEY_FILE", folder.resolve("key").toString(),
            "SLIPWAY_ARTIFACTS", folder.resolve("artifacts").toString(),
            "SLIPWAY_LOGS", folder.resolve("logs").toString(),
            "SLIPWAY_INSTANCE", "test",
            "SLIPWAY_URL", "http://localhost:8080",
            "SLIPWAY_RECEIVER_LISTEN", "127.0.0.1:0"));
  }

  private static int port(ChildJvm receiver) throws IOException {
    var match = PORT.matcher(receiver.lineWith("is ready"));
    assertThat(match.find()).isTrue();
    return Integer.parseInt(match.group(1));
  }

  private HttpResponse<String> push(int port, String commit)
      throws IOException, InterruptedException {
    byte[] body = pushBody(commit);
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hooks/github/shop"))
            .timeout(PATIENCE)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-GitHub-Event", "push")
            .header("X-Hub-Signature-256", HookSignature.of(HOOK_SECRET, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(int port, String path, String host)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Host", host)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static byte[] pushBody(String commit) {
    return "{\"ref\": \"refs/heads/main\", \"after\": \"%s\", \"head_commit\": {\"message\": \"Go\"}}"
        .formatted(commit)
        .getBytes(UTF_8);
  }

  /// Returns the head of a request whose body follows when the server has asked for it.
  private static String head(byte[] body) {
    return String.join(
        "\r\n",
        "POST /hooks/github/shop HTTP/1.1",
        "Host: localhost",
        "Content-Length: " + body.length,
        "Content-Type: application/json",
        "Expect: 100-continue",
        "X-GitHub-Delivery: " + UUID.randomUUID(),
        "X-GitHub-Event: push",
        "X-Hub-Signature-256: " + HookSignature.of(HOOK_SECRET, body),
        "",
        "");
  }

  /// Reads one head of an answer, and returns its first line.
  private static String status(Socket connection) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        return "the connection was closed after: " + head;
      }
      head.append((char) next);
    }
    return head.substring(0, head.indexOf("\r\n"));
  }
}
