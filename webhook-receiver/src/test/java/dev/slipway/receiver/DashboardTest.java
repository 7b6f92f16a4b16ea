package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {

  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

  private final TestServer server = new TestServer();

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

    var answer = signIn(server.token.secret().reveal(), "/projects/shop");

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

    var answer = signIn(server.token.secret().reveal(), next);

    assertThat(answer.headers().firstValue("Location")).contains("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "slw_0000000000000000000000000000000000000000"})
  void refusesAnythingElse(String token) throws IOException {
    var answer = signIn(token, "/");

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
    var session = session();
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
    assertThat(page("/").statusCode()).isEqualTo(200);
  }

  @Test
  void signsOut() throws IOException {
    var session = session();

    var answer = post("/sign-out", session);

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
    var request = server.request("/api/projects").header("Cookie", session());

    assertThat(server.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void listsProjectsWithTheirNewestDeployment() throws IOException {
    var deployment = server.deployment("next", "1", "Say hello");
    fail(deployment);

    var body = page("/").body();

    assertThat(body)
        .contains(
            "href=\"/projects/shop\"",
            "http://shop.localhost:8080/",
            "Failed",
            "Say hello",
            "next",
            "1111111",
            "just now",
            "There is no build script.");
  }

  @Test
  void tellsWhoHasNoProjectHowToAddOne() throws IOException {
    var session = cookie(signIn(server.strangersToken.secret().reveal(), "/"));

    var body = server.send(server.request("/").header("Cookie", session)).body();

    assertThat(body).contains("slipway project add", "/api/projects").doesNotContain("shop");
  }

  @Test
  void showsAProjectWithItsHookAndDeployments() throws IOException {
    var deployment = server.deployment("next", "1", "Say hello");

    var body = page("/projects/shop").body();

    assertThat(body)
        .contains(
            "http://localhost:8080/hooks/github/shop",
            "https://github.com/someone/shop.git",
            "href=\"/deployments/" + deployment.shortId() + "\"",
            "Queued",
            "Preview");
  }

  @Test
  void deploysAtThePushOfAButton() throws IOException {
    var answer = post("/projects/shop/redeploy", session());

    var deployment = server.deployments.newest(server.shop.id(), 1).getFirst();
    assertThat(answer.headers().firstValue("Location"))
        .contains("/deployments/" + deployment.shortId());
    assertThat(deployment.branch().value()).isEqualTo("main");
    assertThat(server.doorbell.rings()).isEqualTo(1);
  }

  @Test
  void showsAFailureWithWhatToDo() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    fail(deployment);

    var body = page("/deployments/" + deployment.shortId()).body();

    assertThat(body)
        .contains("There is no build script.", "Add one.", "Redeploy")
        .doesNotContain("Cancel</button>", ">Visit<");
  }

  @Test
  void linksToADeploymentOnlyWhenItIsReady() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var path = "/deployments/" + deployment.shortId();
    var link = "href=\"http://" + deployment.shortId() + ".localhost:8080/\"";
    assertThat(page(path).body()).doesNotContain(link).contains("Cancel</button>");

    server.move(deployment, DeploymentState.READY);

    assertThat(page(path).body()).contains(link).doesNotContain("Cancel</button>");
  }

  @Test
  void cancelsAtThePushOfAButton() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = post("/deployments/" + deployment.shortId() + "/cancel", session());

    assertThat(answer.headers().firstValue("Location"))
        .contains("/deployments/" + deployment.shortId());
    assertThat(server.deployments.find(deployment.id()).orElseThrow().state())
        .isEqualTo(DeploymentState.CANCELED);
  }

  @Test
  void redeploysTheSameCommitAtThePushOfAButton() throws IOException {
    var earlier = server.move(server.deployment("next", "1", "Go"), DeploymentState.READY);

    post("/deployments/" + earlier.shortId() + "/redeploy", session());

    var newest = server.deployments.newest(server.shop.id(), 1).getFirst();
    assertThat(newest.id()).isNotEqualTo(earlier.id());
    assertThat(newest.commit()).isEqualTo(earlier.commit());
    assertThat(newest.branch()).isEqualTo(earlier.branch());
  }

  @Test
  void rollsBackAtThePushOfAButton() throws IOException {
    var first = server.published("main", "1", "First");
    var second = server.published("main", "2", "Second");
    var path = "/deployments/" + first.shortId();
    assertThat(page(path).body())
        .contains("Roll back to this</button>", "href=\"/deployments/" + second.shortId() + "\"");

    var answer = post(path + "/show", session());

    assertThat(answer.headers().firstValue("Location")).contains(path);
    assertThat(server.aliases.shown(server.shop.id())).contains(first.id());
    assertThat(server.routeChanges.changed()).containsExactly(server.shop.id());
    assertThat(page(path).body()).contains("shows this").doesNotContain(path + "/show");
    assertThat(page("/deployments/" + second.shortId()).body())
        .contains("Make this production</button>");
  }

  @Test
  void offersAPreviewForProduction() throws IOException {
    server.published("main", "1", "First");
    var preview = server.published("next", "2", "Second");

    var body = page("/deployments/" + preview.shortId()).body();

    assertThat(body).contains("Make this production</button>").doesNotContain("Roll back");
  }

  @Test
  void offersNothingForProductionThatIsNotReady() throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = post("/deployments/" + deployment.shortId() + "/show", session());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(page("/deployments/" + deployment.shortId()).body())
        .doesNotContain("Make this production", "Roll back");
    assertThat(server.routeChanges.changed()).isEmpty();
  }

  @Test
  void marksWhatIsShownNow() throws IOException {
    var first = server.published("main", "1", "First");
    server.deployment("main", "2", "Second");

    var body = page("/projects/shop").body();

    assertThat(body).containsOnlyOnce("Shown now</span>");
    assertThat(body).contains("<a class=\"text-link\" href=\"/deployments/" + first.shortId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/shop", "/deployments/"})
  void saysWhyADeploymentWaits(String path) throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var reason = Reason.of("no-memory", "The node has 300m of memory free.");
    server.deployments.move(deployment.id(), DeploymentState.QUEUED, reason);

    var body = page(path.endsWith("ts/") ? path + deployment.shortId() : path).body();

    assertThat(body).contains("The node has 300m of memory free.");
  }

  @Test
  void showsTheTriesWhereOneWasLost() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var begun = deployment.createdAt();
    var path = "/deployments/" + deployment.shortId();
    var running = new Attempt(1, "node-1/a", begun, Optional.empty());
    server.deployments.attempts(deployment.id(), List.of(running));
    assertThat(page(path).body()).doesNotContain("Attempt 1");

    var lost = new Attempt.End(Attempt.Outcome.LOST, begun.plusSeconds(75), EVIL);
    server.deployments.attempts(
        deployment.id(), List.of(new Attempt(1, "node-1/a", begun, Optional.of(lost))));

    assertThat(page(path).body())
        .contains("Attempt 1", "Lost", "node-1/a", "1 min 15 s", "&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
  }

  @Test
  void streamsTheLogToASession() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), EVIL + "\n");

    var stream = page("/deployments/" + deployment.shortId() + "/log/stream");
    var text = page("/deployments/" + deployment.shortId() + "/log");

    assertThat(stream.body()).contains("data: " + EVIL, "event: end");
    assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(text.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void hidesWhatIsSomebodyElses() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var session = cookie(signIn(server.strangersToken.secret().reveal(), "/"));
    for (var path :
        List.of(
            "/projects/shop",
            "/deployments/" + deployment.shortId(),
            "/deployments/" + deployment.shortId() + "/log",
            "/deployments/" + deployment.shortId() + "/log/stream")) {
      var request = server.request(path).header("Cookie", session).header("Accept", "text/html");

      var answer = server.send(request);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/shop", "/deployments/"})
  void showsWhatSomebodyWroteAsText(String path) throws IOException {
    var deployment = server.deployment("\"><script>alert(2)</script>", "1", EVIL);
    server.deployments.move(
        deployment.id(), DeploymentState.FAILED, new Reason("evil", EVIL, EVIL));

    var body = page(path.endsWith("ts/") ? path + deployment.shortId() : path).body();

    assertThat(body).contains("&lt;script&gt;alert(1)", "script&gt;alert(2)");
    assertThat(body).doesNotContain("<script>alert").doesNotContain("<img");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/", "/projects/shop", "/deployments/", "/nope"})
  void allowsNoPageMoreThanItNeeds(String path) throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = page(path.endsWith("ts/") ? path + deployment.shortId() : path);

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains(
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .contains("<html lang=\"en\">", "<main id=\"main\"")
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContain(" style=", "<style", "javascript:", " onclick=");
  }

  @Test
  void servesItsAssetsForEver() throws IOException {
    var matcher = ASSET.matcher(server.send(server.request("/sign-in")).body());
    var paths = matcher.results().map(found -> found.group(1)).toList();

    assertThat(paths).hasSize(3);
    for (var path : paths) {
      var answer = server.send(server.request(path));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(path).matches("/assets/[a-z]+\\.[0-9a-f]{16}\\.(css|js|svg)");
      assertThat(answer.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void answersAPersonWithAPageAndAProgramWithADocument() throws IOException {
    var person = server.send(server.request("/nope").header("Accept", "text/html"));
    var program = server.send(server.request("/nope"));

    assertThat(person.statusCode()).isEqualTo(404);
    assertThat(person.body()).contains("<h1", "Not found", "There is nothing at /nope.");
    assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
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

  private void fail(Deployment deployment) {
    var reason = new Reason("no-build-script", "There is no build script.", "Add one.");
    server.deployments.move(deployment.id(), DeploymentState.FAILED, reason);
  }

  private HttpResponse<String> page(String path) throws IOException {
    return server.send(
        server.request(path).header("Cookie", session()).header("Accept", "text/html,*/*"));
  }

  private HttpResponse<String> post(String path, String session) throws IOException {
    return server.send(fromHere(path).header("Cookie", session).POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> signIn(String token, String next) throws IOException {
    var form =
        "token=%s&next=%s"
            .formatted(
                URLEncoder.encode(token, StandardCharsets.UTF_8),
                URLEncoder.encode(next, StandardCharsets.UTF_8));
    return server.send(fromHere("/sign-in").POST(BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder fromHere(String path) {
    return server.request(path).header("Origin", "http://localhost:" + server.port());
  }

  private String session() throws IOException {
    return cookie(signIn(server.token.secret().reveal(), "/"));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
  }
}
