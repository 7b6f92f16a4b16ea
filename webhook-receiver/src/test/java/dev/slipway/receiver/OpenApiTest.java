package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.Attempt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void describesExactlyTheCallsThatThereAre() throws IOException {
    var described = calls(description());

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            server.receiver.endpoints().stream()
                .filter(endpoint -> endpoint.path().matches("/(api/|hooks/|healthz).*"))
                .map(endpoint -> endpoint.method().text() + " " + endpoint.path())
                .toList());
  }

  @Test
  void refersOnlyToWhatIsInIt() throws IOException {
    var document = description();

    var references = document.findValuesAsText("$ref");

    assertThat(references).isNotEmpty();
    for (var reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void showsWhatADeploymentReallyLooksLike() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var schemas = description().at("/components/schemas");
    var required = texts(schemas.at("/Deployment/required"));
    required.addAll(texts(schemas.at("/DeploymentDetails/allOf/1/required")));

    var shown =
        new ObjectMapper().readTree(server.get("/api/deployments/" + deployment.id()).body());

    assertThat(names(shown)).containsExactlyInAnyOrderElementsOf(required);
  }

  @Test
  void showsWhatAnAttemptReallyLooksLike() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    server.deployments.attempts(
        deployment.id(),
        List.of(new Attempt(1, "node/1", deployment.createdAt(), Optional.empty())));
    var required = texts(description().at("/components/schemas/Attempt/required"));

    var shown =
        new ObjectMapper().readTree(server.get("/api/deployments/" + deployment.id()).body());

    assertThat(names(shown.at("/attempts/0"))).containsExactlyInAnyOrderElementsOf(required);
  }

  @Test
  void showsWhatLimitsReallyLookLike() throws IOException {
    var properties = description().at("/components/schemas/Limits/properties");

    var shown = new ObjectMapper().readTree(server.get("/api/projects/shop/limits").body());

    assertThat(names(shown)).containsExactlyInAnyOrderElementsOf(names(properties));
  }

  @Test
  void showsWhatAccessReallyLooksLike() throws IOException {
    var required = texts(description().at("/components/schemas/Access/required"));

    var shown = new ObjectMapper().readTree(server.get("/api/projects/shop/access").body());

    assertThat(names(shown)).containsExactlyInAnyOrderElementsOf(required);
  }

  @Test
  void showsWhatVariablesReallyLookLike() throws IOException {
    var set = server.put("/api/projects/shop/variables/A", "{\"value\": \"x\"}");
    var schemas = description().at("/components/schemas");

    var shown = new ObjectMapper().readTree(server.get("/api/projects/shop/variables").body());

    assertThat(names(shown.at("/variables/0")))
        .containsExactlyInAnyOrderElementsOf(texts(schemas.at("/Variable/required")));
    assertThat(names(new ObjectMapper().readTree(set.body())))
        .containsExactlyInAnyOrderElementsOf(texts(schemas.at("/VariablesSet/required")));
  }

  private JsonNode description() throws IOException {
    var answer = server.send(server.request("/api/openapi.json"));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return new ObjectMapper().readTree(answer.body());
  }

  private static List<String> calls(JsonNode document) {
    var calls = new ArrayList<String>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(call -> call.getValue().has("operationId"))
                .forEach(call ->
                    calls.add(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return calls;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.textValue()));
    return texts;
  }
}
