package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsADeploymentByEitherOfItsIds() throws IOException {
    var deployment = server.deployment("next", "1", "Say hello");

    var byShortId = server.get("/api/deployments/" + deployment.shortId());
    var byUuid = server.get("/api/deployments/" + deployment.id());

    assertThat(byShortId.statusCode()).isEqualTo(200);
    assertThat(byUuid.body()).isEqualTo(byShortId.body());
    var document = document(byShortId);
    assertThat(document.path("state").textValue()).isEqualTo("queued");
    assertThat(document.path("environment").textValue()).isEqualTo("preview");
    assertThat(document.path("commit").path("message").textValue()).isEqualTo("Say hello");
    assertThat(document.path("reason").isNull()).isTrue();
    assertThat(document.path("startedAt").isNull()).isTrue();
    assertThat(document.path("link").textValue())
        .isEqualTo("http://" + deployment.shortId() + ".localhost:8080/");
  }

  @Test
  void showsTheReasonInWords() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var reason = new Reason("no-build-script", "There is no build script.", "Add one.");
    server.deployments.move(deployment.id(), DeploymentState.FAILED, reason);

    var shown = document(server.get("/api/deployments/" + deployment.id())).path("reason");

    assertThat(shown.path("code").textValue()).isEqualTo("no-build-script");
    assertThat(shown.path("what").textValue()).isEqualTo("There is no build script.");
    assertThat(shown.path("whatToDo").textValue()).isEqualTo("Add one.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/log", "/log/stream"})
  void hidesDeploymentsOfOthers(String rest) throws IOException {
    var deployment = server.deployment("main", "1", "Secret plans");
    var request = server.request("/api/deployments/" + deployment.shortId() + rest);

    var answer =
        server.send(
            request.header("Authorization", "Bearer " + server.strangersToken.secret().reveal()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).doesNotContain("Secret");
  }

  @Test
  void doesNotCancelForOthers() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var request =
        server
            .request("/api/deployments/" + deployment.shortId() + "/cancel")
            .POST(BodyPublishers.noBody());

    var answer =
        server.send(
            request.header("Authorization", "Bearer " + server.strangersToken.secret().reveal()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(state(deployment)).isEqualTo(DeploymentState.QUEUED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000", "nonsense", "%27", "00000000-0000-0000-0000-000000000000"})
  void knowsNoOtherDeployments(String id) throws IOException {
    assertThat(server.get("/api/deployments/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void cancelsWhatIsQueued() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = server.post("/api/deployments/" + deployment.shortId() + "/cancel", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(document(answer).path("outcome").textValue()).isEqualTo("canceled");
    assertThat(state(deployment)).isEqualTo(DeploymentState.CANCELED);
  }

  @Test
  void tellsTheRunnerToStopWhatRuns() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.BUILDING);

    var answer = server.post("/api/deployments/" + deployment.shortId() + "/cancel", "");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(document(answer).path("outcome").textValue()).isEqualTo("stopping");
    assertThat(server.jobs.told()).containsOnlyKeys(deployment.id());
  }

  @Test
  void saysWhyADeploymentWaits() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var reason = new Reason("no-memory", "The node has 300m of memory free.", "Wait, or add some.");
    server.deployments.move(deployment.id(), DeploymentState.QUEUED, reason);

    var document = document(server.get("/api/deployments/" + deployment.shortId()));

    assertThat(document.path("state").textValue()).isEqualTo("queued");
    assertThat(document.at("/reason/what").textValue())
        .isEqualTo("The node has 300m of memory free.");
  }

  @Test
  void showsEveryTryWithItsReason() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var begun = deployment.createdAt();
    var lost = new Attempt.End(Attempt.Outcome.LOST, begun.plusSeconds(30), "The node died.");
    server.deployments.attempts(
        deployment.id(),
        List.of(
            new Attempt(1, "node-1/a", begun, Optional.of(lost)),
            new Attempt(2, "node-2/b", begun.plusSeconds(60), Optional.empty())));

    var attempts = document(server.get("/api/deployments/" + deployment.id())).path("attempts");

    assertThat(attempts).hasSize(2);
    assertThat(attempts.at("/0/number").intValue()).isEqualTo(1);
    assertThat(attempts.at("/0/runner").textValue()).isEqualTo("node-1/a");
    assertThat(attempts.at("/0/outcome").textValue()).isEqualTo("lost");
    assertThat(attempts.at("/0/why").textValue()).isEqualTo("The node died.");
    assertThat(attempts.at("/0/endedAt").textValue()).isEqualTo(begun.plusSeconds(30).toString());
    assertThat(attempts.at("/1/outcome").isNull()).isTrue();
    assertThat(attempts.at("/1/why").isNull()).isTrue();
  }

  @Test
  void cannotCancelWhatHasEnded() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);

    var answer = server.post("/api/deployments/" + deployment.shortId() + "/cancel", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(document(answer).path("detail").textValue()).contains("it is ready");
  }

  @Test
  void handsOutTheLogPieceByPiece() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    server.logs.write(deployment.id(), "\u001b[32mgrün\u001b[0m\nzwei\n");
    var path = "/api/deployments/" + deployment.shortId() + "/log";

    var first = server.get(path + "?offset=0&limit=16");
    var second = server.get(path + "?offset=" + next(first));

    assertThat(first.body() + second.body()).isEqualTo("\u001b[32mgrün\u001b[0m\nzwei\n");
    assertThat(first.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(next(second)).isEqualTo("20");
    assertThat(second.headers().firstValue("Slipway-Log-Complete")).contains("false");
  }

  @Test
  void saysWhenALogIsComplete() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), "done\n");
    var path = "/api/deployments/" + deployment.shortId() + "/log";

    assertThat(server.get(path).headers().firstValue("Slipway-Log-Complete")).contains("true");
    assertThat(server.get(path + "?limit=3").headers().firstValue("Slipway-Log-Complete"))
        .contains("false");
    assertThat(server.get(path + "?offset=99").headers().firstValue("Slipway-Log-Next"))
        .contains("99");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offset=-1",
        "offset=x",
        "offset=",
        "offset=99999999999999999999",
        "limit=-1",
        "limit=1e3"
      })
  void refusesNumbersThatAreNone(String query) throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = server.get("/api/deployments/" + deployment.shortId() + "/log?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(document(answer).path("field").textValue()).isEqualTo(query.replaceAll("=.*", ""));
  }

  private DeploymentState state(Deployment deployment) {
    return server.deployments.find(deployment.id()).orElseThrow().state();
  }

  private static String next(HttpResponse<String> answer) {
    return answer.headers().firstValue("Slipway-Log-Next").orElseThrow();
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
