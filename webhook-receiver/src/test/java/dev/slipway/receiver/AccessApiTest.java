package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.access.BypassToken;
import dev.slipway.core.access.ShareToken;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String PATH = "/api/projects/shop/access";
  private static final String OPEN =
      "{\"production\":\"open\",\"preview\":\"open\",\"password\":false,\"bypass\":[]}";

  private final TestServer server =
      new TestServer(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(10));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isOpenAtFirst() throws IOException {
    assertThat(server.get(PATH).body()).isEqualTo(OPEN);
  }

  @Test
  void changesOnlyWhatIsNamedAndSaysSoToWhoServes() throws IOException {
    var guarded = server.put(PATH, "{\"preview\": \"guarded\", \"password\": \"open sesame\"}");
    var both = server.put(PATH, "{\"production\": \"guarded\"}");
    var none = server.put(PATH, "{\"password\": null, \"preview\": \"open\"}");

    assertThat(guarded.statusCode()).isEqualTo(200);
    assertThat(guarded.body())
        .isEqualTo(
            OPEN.replace("\"preview\":\"open", "\"preview\":\"guarded").replace("false", "true"))
        .doesNotContain("sesame");
    assertThat(both.body()).doesNotContain("open").contains("\"password\":true");
    assertThat(none.body())
        .isEqualTo(OPEN.replace("\"production\":\"open", "\"production\":\"guarded"));
    assertThat(server.get(PATH).body()).isEqualTo(none.body());
    assertThat(server.routeChanges.changed())
        .containsExactly(server.shop.id(), server.shop.id(), server.shop.id());
  }

  @Test
  void keepsThePasswordAsAHashAlone() throws IOException {
    server.put(PATH, "{\"password\": \"open sesame\"}");

    var hash = server.access.password(server.shop.id()).orElseThrow();

    assertThat(hash.value()).startsWith("pbkdf2-sha256$600000$").doesNotContain("sesame");
    assertThat(hash.matches(new Secret("open sesame"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"production\": \"closed\"} | production | Must be open or guarded.",
        "{\"preview\": \"\"} | preview | Must be open or guarded.",
        "{\"password\": \"1234567\"} | password | Must have 8 to 200 characters."
      })
  void namesWhatIsNotAllowed(String body, String field, String detail) throws IOException {
    var answer = server.put(PATH, body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).path("field").textValue()).isEqualTo(field);
    assertThat(json(answer).path("detail").textValue()).isEqualTo(detail);
    assertThat(server.get(PATH).body()).isEqualTo(OPEN);
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  @Test
  void showsABypassTokenOnce() throws IOException {
    var added = server.post(PATH + "/bypass", "{\"label\": \"ci\"}");
    var again = server.post(PATH + "/bypass", "{\"label\": \"ci\"}");
    var wrong = server.post(PATH + "/bypass", "{\"label\": \"C I\"}");

    var token = json(added).path("token").textValue();
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(token).matches("slb_[0-9a-f]{64}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(server.get(PATH).body())
        .contains("{\"label\":\"ci\",\"createdAt\":\"2026-11-22T12:00:00Z\"}")
        .doesNotContain(token, new BypassToken(new Secret(token)).sha256());
  }

  @Test
  void removesABypassToken() throws IOException {
    server.post(PATH + "/bypass", "{\"label\": \"ci\"}");

    var removed = server.delete(PATH + "/bypass/ci");
    var again = server.delete(PATH + "/bypass/ci");

    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(again.statusCode()).isEqualTo(404);
    assertThat(server.get(PATH).body()).isEqualTo(OPEN);
    assertThat(server.routeChanges.changed()).hasSize(2);
  }

  @Test
  void sharesADeploymentOnItsOwnHost() throws IOException {
    var deployment = server.published("next", "1", "Go");
    server.put(PATH, "{\"preview\": \"guarded\"}");

    var answer =
        server.post("/api/deployments/" + deployment.id() + "/share", "{\"expiresIn\": \"12h\"}");

    var url = URI.create(json(answer).path("url").textValue());
    var label = deployment.shortId().value();
    var key = server.access.sharingKey(server.shop.id()).publicKey();
    var token = ShareToken.parse(url.getQuery().replace("slipway_share=", "")).orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(url.getHost()).isEqualTo(label + ".localhost");
    assertThat(json(answer).path("expiresAt").textValue()).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(token.expiresAt()).isEqualTo("2026-11-23T00:00:00Z");
    assertThat(token.isFor(label, key)).isTrue();
    assertThat(token.isFor("shop", key)).isFalse();
  }

  @Test
  void sharesAHostOfTheProjectForAWeekUnlessToldOtherwise() throws IOException {
    var deployment = server.published("main", "1", "Go");
    server.put(PATH, "{\"production\": \"guarded\"}");

    var own = server.post("/api/projects/shop/share", "");
    var named =
        server.post("/api/projects/shop/share", "{\"host\": \"" + deployment.shortId() + "\"}");

    assertThat(json(own).path("url").textValue())
        .startsWith("http://shop.localhost:8080/?slipway_share=s1.");
    assertThat(json(own).path("expiresAt").textValue()).isEqualTo("2026-11-29T12:00:00Z");
    assertThat(json(named).path("url").textValue())
        .startsWith("http://" + deployment.shortId() + ".localhost:8080/?slipway_share=s1.");
  }

  @Test
  void endsAllShareLinks() throws IOException {
    var before = server.access.sharingKey(server.shop.id());

    var answer = server.delete(PATH + "/shares");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(server.access.sharingKey(server.shop.id())).isNotEqualTo(before);
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
  }

  @Test
  void sharesNothingThatEverybodyMaySee() throws IOException {
    server.published("main", "1", "Go");

    var answer = server.post("/api/projects/shop/share", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(answer).path("type").textValue()).contains("not-guarded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0d", "91d", "7", "7w", "-1d", "1000000d", "59s"})
  void saysHowLongALinkMayHold(String lifetime) throws IOException {
    server.published("main", "1", "Go");
    server.put(PATH, "{\"production\": \"guarded\"}");

    var answer = server.post("/api/projects/shop/share", "{\"expiresIn\": \"" + lifetime + "\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).path("field").textValue()).isEqualTo("expiresIn");
  }

  @Test
  void sharesNoHostOfAnotherProject() throws IOException {
    var foreign = TestServer.project("blog", TestServer.STRANGER, Clock.systemUTC());
    server.projects.add(foreign, new Secret("hush"));

    assertThat(server.post("/api/projects/shop/share", "{\"host\": \"blog\"}").statusCode())
        .isEqualTo(404);
    assertThat(server.post("/api/projects/shop/share", "{\"host\": \"A b\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void isNotForStrangers() throws IOException {
    var deployment = server.published("main", "1", "Go");
    var token = "Bearer " + server.strangersToken.secret().reveal();
    for (var call :
        new String[] {
          "GET " + PATH,
          "PUT " + PATH,
          "POST " + PATH + "/bypass",
          "DELETE " + PATH + "/bypass/ci",
          "DELETE " + PATH + "/shares",
          "POST /api/projects/shop/share",
          "POST /api/deployments/" + deployment.id() + "/share"
        }) {
      var parts = call.split(" ", 2);
      var request = server.request(parts[1]).method(parts[0], BodyPublishers.noBody());

      var nobody = server.send(request.copy());
      var stranger = server.send(request.copy().header("Authorization", token));

      assertThat(nobody.statusCode()).as(call).isEqualTo(401);
      assertThat(stranger.statusCode()).as(call).isEqualTo(404);
    }
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }
}
