package dev.slipway.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

  private RecordingServer server;
  private ApiClient client;

  @BeforeEach
  void start() throws IOException {
    server = new RecordingServer();
    client =
        new ApiClient(
            HttpClient.newHttpClient(),
            server.address(),
            new Secret("slw_token"),
            Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsJsonWithItsToken() throws InterruptedException {
    server.on("GET /api/projects", 200, "{\"projects\": []}");

    var json = client.get("/api/projects");

    assertThat(json.path("projects").isArray()).isTrue();
    assertThat(server.asked().getFirst().header("Authorization")).isEqualTo("Bearer slw_token");
  }

  @Test
  void postsFieldsAsJson() throws InterruptedException {
    server.on("POST /api/projects", 201, "{\"name\": \"site\"}");

    var json = client.post("/api/projects", Map.of("name", "site"));

    assertThat(json.path("name").asText()).isEqualTo("site");
    assertThat(server.asked().getFirst().text()).isEqualTo("{\"name\":\"site\"}");
    assertThat(server.asked().getFirst().header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void saysWhatAProblemDocumentSays() {
    server.on("GET /api/x", 409, "{\"title\": \"Conflict\", \"detail\": \"The name is taken.\"}");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(ApiException.class)
        .hasMessage("Slipway answered 409: The name is taken.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<h1>Bad Gateway</h1>", "[]", "\"text\"", "{}"})
  void saysThatAnErrorCameWithoutAReason(String body) {
    server.on("GET /api/x", 502, body);

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            server.address() + "/api/x answered with status 502 and no reason; is it a Slipway?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<h1>Welcome to nginx!</h1>", "[1]"})
  void refusesASuccessThatIsNoJson(String body) {
    server.on("GET /api/x", 200, body);

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("did not answer with JSON; is it a Slipway?");
  }

  @Test
  void saysWhatToDoAboutAnUnknownToken() {
    server.on("GET /api/x", 401, "{\"detail\": \"A bearer token is needed.\"}");

    assertThatThrownBy(() -> client.get("/api/x"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("SLIPWAY_TOKEN")
        .hasMessageContaining("--data");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.close();

    var thrown = catchThrowableOfType(ApiException.class, () -> client.get("/api/x"));

    assertThat(thrown.isPassing()).isTrue();
    assertThat(thrown)
        .hasMessage(
            "Could not reach Slipway at " + server.address() + ". Is it running (./slipway up)?");
  }

  @Test
  void keepsWhatPeopleTypeInsideOneSegment() {
    assertThat(ApiClient.segment("a b/../c?d#e%")).isEqualTo("a%20b%2F..%2Fc%3Fd%23e%25");
  }

  @Test
  void saysWhyALogCanNotBeFollowed() {
    server.on("GET /api/deployments/x/log/stream", 404, "{\"detail\": \"No such deployment.\"}");

    var thrown = catchThrowableOfType(ApiException.class, () -> client.follow("x"));

    assertThat(thrown).hasMessage("Slipway answered 404: No such deployment.");
    assertThat(thrown.isPassing()).isFalse();
  }
}
