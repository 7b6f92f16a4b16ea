package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHubHookTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 25 * 1024 * 1024;

  private final TestServer server = new TestServer();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void queuesARealPushToABranch() throws IOException {
    int rings = server.doorbell.rings();

    var answer = deliver(id(), "push", resource("push-branch"));

    var document = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(document.path("decision").textValue()).isEqualTo("queued");
    assertThat(document.path("environment").textValue()).isEqualTo("preview");
    var id = DeploymentId.parse(document.path("deployment").textValue()).orElseThrow();
    var deployment = server.deployments.find(id).orElseThrow();
    assertThat(deployment.branch().value()).isEqualTo("master");
    assertThat(deployment.commit().orElseThrow().message()).isEqualTo("Initial commit");
    assertThat(document.path("shortId").textValue()).isEqualTo(deployment.shortId().value());
    assertThat(document.path("link").textValue())
        .isEqualTo("http://" + deployment.shortId() + ".localhost:8080/");
    assertThat(server.doorbell.rings()).isEqualTo(rings + 1);
    assertThat(server.doorbell.deployments()).last().isEqualTo(id);
  }

  @Test
  void callsTheProductionBranchProduction() throws IOException {
    var answer = deliver(id(), "push", push("main", "1", "Go"));

    assertThat(document(answer).path("environment").textValue()).isEqualTo("production");
  }

  @Test
  void givesTheSameDeliveryTheSameAnswer() throws IOException {
    var id = id();
    var first = deliver(id, "push", push("again", "2", "Go"));
    int deployments = server.deployments.count();

    var second = deliver(id, "push", push("again", "2", "Go"));

    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(server.deployments.count()).isEqualTo(deployments);
  }

  @Test
  void joinsTheSameCommitThatIsOnItsWay() throws IOException {
    var first = document(deliver(id(), "push", push("joined", "3", "Go")));
    int rings = server.doorbell.rings();

    var answer = deliver(id(), "push", push("joined", "3", "Go"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(document(answer).path("decision").textValue()).isEqualTo("joined");
    assertThat(document(answer).path("deployment")).isEqualTo(first.path("deployment"));
    assertThat(server.doorbell.rings()).isEqualTo(rings);
  }

  @Test
  void answersAPing() throws IOException {
    var answer = deliver(id(), "ping", resource("ping"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(document(answer).path("reason").textValue()).contains("the hook works");
  }

  @ParameterizedTest
  @CsvSource({
    "push, push-tag, refs/tags/simple-tag is a tag",
    "push, push-tag-deleted, refs/tags/simple-tag was deleted",
    "create, create, the event create",
    "delete, delete, the event delete"
  })
  void recordsWhatItIgnoresAndWhy(String event, String payload, String why) throws IOException {
    var id = id();
    int rings = server.doorbell.rings();

    var answer = deliver(id, event, resource(payload));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(document(answer).path("decision").textValue()).isEqualTo("ignored");
    assertThat(document(answer).path("reason").textValue()).contains(why);
    assertThat(server.intake.accepted())
        .filteredOn(accepted -> accepted.delivery().id().value().equals(id))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.delivery().event()).isEqualTo(event);
          assertThat(accepted.decision()).isInstanceOf(Decision.Ignored.class);
        });
    assertThat(server.doorbell.rings()).isEqualTo(rings);
  }

  @Test
  void passesOnThatABranchWasDeleted() throws IOException {
    var json = "{\"ref\": \"refs/heads/next\", \"deleted\": true}";

    var answer = deliver(id(), "push", json.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(document(answer).path("decision").textValue()).isEqualTo("removed");
    assertThat(document(answer).path("reason").textValue()).isEqualTo("next was deleted.");
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
  }

  @Test
  void recordsTheHashOfTheBody() throws IOException {
    var id = id();
    deliver(id, "ping", "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(server.intake.accepted())
        .filteredOn(accepted -> accepted.delivery().id().value().equals(id))
        .singleElement()
        .satisfies(accepted ->
            assertThat(accepted.delivery().bodySha256())
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
  }

  @Test
  void skipsACommitThatAsksForIt() throws IOException {
    var answer = deliver(id(), "push", push("main", "4", "Fix\\n\\n[skip ci]"));

    assertThat(document(answer).path("reason").textValue()).contains("[skip ci]");
  }

  @Test
  void takesAFormWhoseRawBodyIsSigned() throws IOException {
    var json = new String(push("form", "5", "a & b + c"), StandardCharsets.UTF_8);
    var form = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    var body = form.getBytes(StandardCharsets.UTF_8);

    var answer =
        server.send(
            signed("/hooks/github/shop", id(), "push", body)
                .header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(document(answer).path("decision").textValue()).isEqualTo("queued");
    assertThat(server.intake.accepted().getLast().intent())
        .isInstanceOfSatisfying(
            Intent.Deploy.class,
            deploy -> assertThat(deploy.commit().orElseThrow().message()).isEqualTo("a & b + c"));
  }

  @Test
  void takesJsonThatItsSenderCallsAForm() throws IOException {
    var answer =
        server.send(
            signed("/hooks/github/shop", id(), "push", push("main", "6", "By hand"))
                .header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(document(answer).path("decision").textValue()).isEqualTo("queued");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha256=0000000000000000000000000000000000000000000000000000000000000000",
        "sha1=0000000000000000000000000000000000000000",
        "nonsense"
      })
  void tellsAForgerNothingButNo(String signature) throws IOException {
    int accepted = server.intake.accepted().size();

    var answer =
        server.send(
            unsigned("/hooks/github/shop", id(), "push", push("main", "6", "Evil"))
                .header("X-Hub-Signature-256", signature));

    assertProblem(answer, 401, "X-Hub-Signature-256");
    assertThat(server.intake.accepted()).hasSize(accepted);
  }

  @Test
  void refusesADeliveryWithoutASignature() throws IOException {
    var request = unsigned("/hooks/github/shop", id(), "push", push("main", "6", "Evil"));

    assertProblem(server.send(request), 401, "X-Hub-Signature-256");
  }

  @Test
  void refusesASignatureOfAnotherBody() throws IOException {
    var signature = HookSignature.of(TestServer.HOOK_SECRET, push("main", "6", "Harmless"));

    var answer =
        server.send(
            unsigned("/hooks/github/shop", id(), "push", push("main", "6", "Evil"))
                .header("X-Hub-Signature-256", signature));

    assertProblem(answer, 401, "X-Hub-Signature-256");
  }

  @Test
  void checksTheSignatureBeforeItLooksAtAnything() throws IOException {
    var request =
        unsigned(
            "/hooks/github/shop",
            "not an id!",
            "Not An Event",
            "{".getBytes(StandardCharsets.UTF_8));

    assertProblem(server.send(request), 401, "X-Hub-Signature-256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "UPPER", "%2e%2e", "a--b", "shop%00"})
  void doesNotKnowOtherProjects(String name) throws IOException {
    var body = push("main", "7", "Go");

    var answer = server.send(signed("/hooks/github/" + name, id(), "push", body));

    assertProblem(answer, 404, "project");
  }

  @Test
  void refusesADeliveryWithoutAnId() throws IOException {
    var body = push("main", "8", "Go");
    var signature = HookSignature.of(TestServer.HOOK_SECRET, body);
    var request = server.request("/hooks/github/shop").POST(BodyPublishers.ofByteArray(body));

    var answer =
        server.send(
            request.header("X-Hub-Signature-256", signature).header("X-GitHub-Event", "push"));

    assertProblem(answer, 400, "X-GitHub-Delivery");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "ü", "a/b"})
  void refusesAnIdThatIsNone(String id) throws IOException {
    var body = push("main", "8", "Go");

    assertProblem(deliver(id, "push", body), 400, "X-GitHub-Delivery");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Push", "push push", "<script>"})
  void refusesAnEventThatIsNone(String event) throws IOException {
    var body = push("main", "8", "Go");

    assertProblem(deliver(id(), event, body), 400, "X-GitHub-Event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "nonsense", "{\"ref\": 1}", "{\"ref\": \"refs/heads/main\"}"})
  void refusesMalformedJson(String json) throws IOException {
    var answer = deliver(id(), "push", json.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void refusesDeeplyNestedJson() throws IOException {
    var json = "{\"ref\":" + "[".repeat(1_000_000);

    assertThat(deliver(id(), "push", json.getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesTheLargestDeliveryThatGitHubSends() throws IOException {
    var answer = deliver(id(), "push", padded(LIMIT));

    assertThat(answer.statusCode()).isEqualTo(202);
  }

  @Test
  void refusesOneByteMore() throws IOException {
    assertProblem(deliver(id(), "push", padded(LIMIT + 1)), 413);
  }

  @Test
  void countsWhatIsNotAnnounced() throws IOException {
    var body = padded(26 * 1024 * 1024);
    var request =
        server
            .request("/hooks/github/shop")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

    assertProblem(server.send(request), 413);
  }

  private HttpResponse<String> deliver(String id, String event, byte[] body) throws IOException {
    return server.send(signed("/hooks/github/shop", id, event, body));
  }

  private HttpRequest.Builder signed(String path, String id, String event, byte[] body) {
    return unsigned(path, id, event, body)
        .header("X-Hub-Signature-256", HookSignature.of(TestServer.HOOK_SECRET, body));
  }

  private HttpRequest.Builder unsigned(String path, String id, String event, byte[] body) {
    return server
        .request(path)
        .header("X-GitHub-Delivery", id)
        .header("X-GitHub-Event", event)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String field)
      throws IOException {
    assertProblem(answer, status);
    assertThat(document(answer).path("field").textValue()).isEqualTo(field);
  }

  private static void assertProblem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(document(answer).path("status").intValue()).isEqualTo(status);
    assertThat(document(answer).path("title").textValue()).isNotEmpty();
    assertThat(document(answer).path("detail").textValue()).isNotEmpty();
    assertThat(document(answer).path("type").textValue()).startsWith("https://");
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static byte[] push(String branch, String digit, String message) {
    return """
    {"ref": "refs/heads/%s", "after": "%s", "head_commit": {"message": "%s", "author": {"name": "Ada"}}}
    """
        .formatted(branch, digit.repeat(40), message)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Returns a push of exactly `size` bytes.
  private static byte[] padded(int size) {
    var push = new String(push("large", "9", "Go"), StandardCharsets.UTF_8).strip();
    var start =
        (push.substring(0, push.length() - 1) + ", \"x\": \"").getBytes(StandardCharsets.UTF_8);
    var body = Arrays.copyOf(start, size);
    Arrays.fill(body, start.length, size - 2, (byte) 'x');
    body[size - 2] = '"';
    body[size - 1] = '}';
    return body;
  }

  private static byte[] resource(String name) throws IOException {
    InputStream resource = GitHubHookTest.class.getResourceAsStream("/github/" + name + ".json");
    try (var payload = Objects.requireNonNull(resource)) {
      return payload.readAllBytes();
    }
  }
}
