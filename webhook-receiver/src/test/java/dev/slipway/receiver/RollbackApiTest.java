package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/projects/shop/rollback";
  private static final String PROMOTE = "/api/projects/shop/promote";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsTheOneThatWasReadyBefore() throws IOException {
    var first = server.published("main", "1", "First");
    server.published("next", "2", "Preview");
    server.move(server.deployment("main", "3", "Broken"), DeploymentState.FAILED);
    server.published("main", "4", "Last");

    var answer = server.post(PATH, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(document(answer).path("url").textValue()).isEqualTo("http://shop.localhost:8080/");
    assertThat(document(answer).at("/shown/id").textValue()).isEqualTo(first.id().toString());
    assertThat(server.aliases.shown(server.shop.id())).contains(first.id());
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
    assertThat(document(server.get("/api/projects/shop")).at("/shown/shortId").textValue())
        .isEqualTo(first.shortId().value());
  }

  @Test
  void showsTheOneThatIsNamedEitherWay() throws IOException {
    var first = server.published("main", "1", "First");
    var preview = server.published("next", "2", "Preview");
    server.published("main", "3", "Last");

    var byShortId = server.post(PATH, named(preview.shortId().value()));
    var byId = server.post(PATH, named(first.id().toString()));

    assertThat(document(byShortId).at("/shown/id").textValue()).isEqualTo(preview.id().toString());
    assertThat(document(byId).at("/shown/id").textValue()).isEqualTo(first.id().toString());
  }

  @Test
  void promotesAPreview() throws IOException {
    server.published("main", "1", "First");
    var preview = server.published("next", "2", "Preview");

    var answer = server.post(PROMOTE, named(preview.shortId().value()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(document(answer).at("/shown/id").textValue()).isEqualTo(preview.id().toString());
    assertThat(server.aliases.shown(server.shop.id())).contains(preview.id());
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"deployment\": null}"})
  void promotesNothingThatIsNotNamed(String body) throws IOException {
    server.published("main", "1", "First");
    server.published("main", "2", "Second");

    var answer = server.post(PROMOTE, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(document(answer).path("field").textValue()).isEqualTo("deployment");
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  @Test
  void refusesWhatIsNotReady() throws IOException {
    var shown = server.published("main", "1", "First");
    var queued = server.deployment("main", "2", "Second");

    var answer = server.post(PATH, named(queued.shortId().value()));

    assertProblem(answer, 409, "deployment", queued.shortId() + " is queued");
    assertThat(server.aliases.shown(server.shop.id())).contains(shown.id());
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  @Test
  void saysThatThereIsNothingBefore() throws IOException {
    var nothing = server.post(PATH, "{}");
    var shown = server.published("main", "1", "First");
    var nothingOlder = server.post(PATH, "");

    assertThat(nothing.statusCode()).isEqualTo(409);
    assertThat(document(nothing).path("detail").textValue()).contains("shows nothing yet");
    assertThat(nothingOlder.statusCode()).isEqualTo(409);
    assertThat(document(nothingOlder).path("detail").textValue())
        .contains("shows " + shown.shortId() + ", and nothing older is ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789", "00000000-0000-0000-0000-000000000000", "../x", ""})
  void knowsNoOtherDeployment(String id) throws IOException {
    assertThat(server.post(PATH, named(id)).statusCode()).isEqualTo(404);
  }

  @Test
  void showsNoDeploymentOfAnotherProject() throws IOException {
    var blog = TestServer.project("blog", TestServer.OWNER, Clock.systemUTC());
    server.projects.add(blog, TestServer.HOOK_SECRET);
    Deployment shops = server.published("main", "1", "Shop");

    var answer = server.post("/api/projects/blog/rollback", named(shops.shortId().value()));

    assertProblem(answer, 404, "deployment", "There is no such deployment of this project.");
  }

  @Test
  void isNotForStrangers() throws IOException {
    server.published("main", "1", "First");
    server.published("main", "2", "Second");
    var token = server.strangersToken.secret().reveal();

    var answer =
        server.send(
            server
                .request(PATH)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  private static String named(String deployment) {
    return "{\"deployment\": \"" + deployment + "\"}";
  }

  private static void assertProblem(
      HttpResponse<String> answer, int status, String field, String detail) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(document(answer).path("field").textValue()).isEqualTo(field);
    assertThat(document(answer).path("detail").textValue()).contains(detail);
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
