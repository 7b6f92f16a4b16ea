package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Domain;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let into the dashboard, and what a session there is good for.
class DashboardSignInTest {

  private final TestServer server = new TestServer();
  private final DashboardUser user = new DashboardUser(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/projects/shop",
        "/deployments/a1b2c3d4e5",
        "/deployments/a1b2c3d4e5/log/stream"
      })
  void asksWhoeverIsNotSignedInToSignIn(String path) throws IOException {
    var answer = server.send(server.request(path));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void takesAnApiTokenAndRemembersWhereItsOwnerWasGoing() throws IOException {
    var page = server.send(server.request("/sign-in?next=/projects/shop"));
    assertThat(page.body()).contains("name=\"next\" value=\"/projects/shop\"");

    var answer = user.signIn(server.token.secret().reveal(), "/projects/shop");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/projects/shop");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("slipway=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/sign-out",
        "javascript:alert(1)"
      })
  void leadsNobodyElsewhereAfterSigningIn(String next) throws IOException {
    var encoded = URLEncoder.encode(next, StandardCharsets.UTF_8);
    assertThat(server.send(server.request("/sign-in?next=" + encoded)).body())
        .contains("name=\"next\" value=\"/\"");

    var answer = user.signIn(server.token.secret().reveal(), next);

    assertThat(answer.headers().firstValue("Location")).contains("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "slw_0000000000000000000000000000000000000000"})
  void refusesAnythingElse(String token) throws IOException {
    var answer = user.signIn(token, "/");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("That is not a valid API token.");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "http://evil.localhost:8080",
        "http://shop.localhost:PORT",
        "http://localhost",
        "https://localhost:1"
      })
  void changesNothingForPagesFromElsewhere(String origin) throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var session = user.session();
    for (var path :
        List.of(
            "/projects/shop/redeploy",
            "/projects/shop/access",
            "/projects/shop/access/end-shares",
            "/deployments/" + deployment.shortId() + "/share",
            "/deployments/" + deployment.shortId() + "/cancel",
            "/deployments/" + deployment.shortId() + "/redeploy",
            "/deployments/" + deployment.shortId() + "/show",
            "/sign-out",
            "/sign-in")) {
      var request = server.request(path).header("Cookie", session).POST(BodyPublishers.noBody());

      var from = origin.replace("PORT", String.valueOf(server.port()));
      var answer = server.send(from.isEmpty() ? request : request.header("Origin", from));

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
    }
    assertThat(server.deployments.count()).isEqualTo(1);
    assertThat(user.page("/").statusCode()).isEqualTo(200);
  }

  @Test
  void signsOut() throws IOException {
    var session = user.session();

    var answer = user.send("/sign-out", session, "");

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(server.send(server.request("/").header("Cookie", session)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void doesNotTakeATokenForASession() throws IOException {
    var request = server.request("/").header("Cookie", "slipway=" + server.token.secret().reveal());

    assertThat(server.send(request).statusCode()).isEqualTo(303);
  }

  @Test
  void doesNotTakeASessionForAToken() throws IOException {
    var request = server.request("/api/projects").header("Cookie", user.session());

    assertThat(server.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void hidesWhatIsSomebodyElses() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var stranger = new DashboardUser(server, server.strangersToken);
    for (var path :
        List.of(
            "/projects/shop",
            "/deployments/" + deployment.shortId(),
            "/deployments/" + deployment.shortId() + "/log",
            "/deployments/" + deployment.shortId() + "/log/stream")) {
      var answer = stranger.page(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }
  }

  @Test
  void keepsTheCookieFromNeighboursUnderHttps() throws IOException {
    try (var secure = new TestServer(new Domain("https", "example.com", 443))) {
      var request =
          secure
              .request("/sign-in")
              .header("Origin", "https://localhost:" + secure.port())
              .POST(BodyPublishers.ofString("token=" + secure.token.secret().reveal()));

      var answer = secure.send(request);

      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("__Host-slipway=")
          .contains("; Path=/", "; Secure", "; HttpOnly")
          .doesNotContain("Domain");
    }
  }
}
