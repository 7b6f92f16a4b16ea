package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.serving.testing.SmallSite;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What all hosts of [FakeAliases] show.
  private static final ArtifactDigest SHOWN = new ArtifactDigest("ab".repeat(32));

  @TempDir private Path folder;
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void explainsTheWayFromTheHostToTheFile() throws IOException {
    var shown = server.published("main", "1", "Say hello");
    server.artifacts.put(SHOWN, new SmallSite("index.html", "app-hashed.js").pack(folder));

    var answer = explain("http://shop.localhost:8080/app-hashed.js?v=1");

    var document = document(answer);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(document.path("status").intValue()).isEqualTo(200);
    assertThat(document.path("file").textValue()).isEqualTo("app-hashed.js");
    assertThat(document.path("steps").findValuesAsText("topic"))
        .containsExactly(
            "request", "host", "alias", "deployment", "access", "path", "file", "form");
    assertThat(said(document, "alias")).isEqualTo("the production host of the project shop");
    assertThat(said(document, "deployment"))
        .contains(shown.shortId().value(), "ready", "Say hello", "branch main");
    assertThat(said(document, "form")).isEqualTo("br: Accept-Encoding is gzip, deflate, br, zstd");
    assertThat(why(document, "Cache-Control"))
        .isEqualTo("the name of the file changes with its content");
    assertThat(why(document, "Content-Encoding")).isEqualTo("the form that was chosen");
  }

  @Test
  void asksAsTheCallerSays() throws IOException {
    server.published("main", "1", "Say hello");
    server.artifacts.put(SHOWN, new SmallSite("index.html", "app.js").singlePage().pack(folder));

    var navigation = document(explain("shop.localhost/users/7"));
    var script = document(explain("shop.localhost/users/7", "Sec-Fetch-Mode: no-cors", "Accept:"));
    var plain = document(explain("shop.localhost/app.js", "accept-encoding:"));
    var posted = document(server.get("/api/explain?method=POST&url=shop.localhost"));

    assertThat(navigation.path("file").textValue()).isEqualTo("index.html");
    assertThat(script.path("status").intValue()).isEqualTo(404);
    assertThat(script.path("file").isNull()).isTrue();
    assertThat(said(plain, "form")).isEqualTo("identity: Accept-Encoding is not sent");
    assertThat(posted.path("status").intValue()).isEqualTo(405);
  }

  @Test
  void saysThatAnArtifactIsMissing() throws IOException {
    server.published("main", "1", "Say hello");

    var document = document(explain("http://shop.localhost/"));

    assertThat(document.path("status").intValue()).isEqualTo(503);
    assertThat(document.path("steps").toString()).contains("is missing from the store");
  }

  @Test
  void saysThatTheStoreCantBeReached() throws IOException {
    server.published("main", "1", "Say hello");
    server.artifacts.away = true;

    var answer = explain("http://shop.localhost/");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(document(answer).path("type").asText()).endsWith("/store-unavailable");
    assertThat(document(answer).path("detail").asText()).contains("can't be reached");
    server.artifacts.away = false;
    assertThat(explain("http://shop.localhost/").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/x, 404, is the control host",
    "https://example.org/x, 421, is not below localhost",
    "http://a.b.localhost/x, 404, no name that a site can have"
  })
  void explainsHostsThatShowNothing(String url, int status, String why) throws IOException {
    var document = document(explain(url));

    assertThat(document.path("status").intValue()).isEqualTo(status);
    assertThat(said(document, "host")).contains(why);
  }

  @Test
  void explainsNothingOfAnotherAccount() throws IOException {
    server.published("main", "1", "Say hello");
    var token = server.strangersToken.secret().reveal();
    var path = path("http://shop.localhost/");

    var strangers = server.send(server.request(path).header("Authorization", "Bearer " + token));
    var anonymous = server.send(server.request(path));

    assertThat(strangers.statusCode()).isEqualTo(404);
    assertThat(document(strangers).path("field").textValue()).isEqualTo("url");
    assertThat(strangers.body()).doesNotContain("hello");
    assertThat(anonymous.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "url=",
        "url=%2Fpath",
        "url=ftp%3A%2F%2Fshop.localhost%2F",
        "url=http%3A%2F%2F",
        "url=http%3A%2F%2Fuser%40shop.localhost%2F",
        "url=http%3A%2F%2Fshop%20x.localhost%2F",
        "url=http%3A%2F%2Fshop.localhost%2Fa%0d%0ab"
      })
  void refusesWhatIsNoUrlOfAPage(String query) throws IOException {
    assertProblem(server.get("/api/explain?" + query), "url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"header=Accept", "header=%3A%20x", "header=A%0d%0a%3A%20x"})
  void refusesWhatIsNoField(String query) throws IOException {
    assertProblem(server.get("/api/explain?url=shop.localhost&" + query), "header");
  }

  @Test
  void refusesWhatIsNoMethod() throws IOException {
    assertProblem(server.get("/api/explain?url=shop.localhost&method=get"), "method");
  }

  private HttpResponse<String> explain(String url, String... headers) throws IOException {
    return server.get(path(url, headers));
  }

  private static String path(String url, String... headers) {
    var path = new StringBuilder("/api/explain?url=").append(encoded(url));
    for (var header : headers) {
      path.append("&header=").append(encoded(header));
    }
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String said(JsonNode document, String topic) {
    for (var step : document.path("steps")) {
      if (step.path("topic").asText().equals(topic)) {
        return step.path("what").asText();
      }
    }
    throw new AssertionError(topic + " in " + document);
  }

  private static String why(JsonNode document, String header) {
    for (var field : document.path("headers")) {
      if (field.path("name").asText().equals(header)) {
        return field.path("why").asText();
      }
    }
    throw new AssertionError(header + " in " + document);
  }

  private static void assertProblem(HttpResponse<String> answer, String field) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(document(answer).path("field").textValue()).isEqualTo(field);
  }

  private static JsonNode document(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
