package dev.slipway.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pages of the dashboard show.
class DashboardTest {

  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

  private final TestServer server = new TestServer();
  private final DashboardUser user = new DashboardUser(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsProjectsWithTheirNewestDeployment() throws IOException {
    var deployment = server.deployment("next", "1", "Say hello");
    fail(deployment);

    var body = user.page("/").body();

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
    var stranger = new DashboardUser(server, server.strangersToken);

    var body = stranger.page("/").body();

    assertThat(body).contains("slipway project add", "/api/projects").doesNotContain("shop");
  }

  @Test
  void showsAProjectWithItsHookAndDeployments() throws IOException {
    var deployment = server.deployment("next", "1", "Say hello");

    var body = user.page("/projects/shop").body();

    assertThat(body)
        .contains(
            "http://localhost:8080/hooks/github/shop",
            "https://github.com/someone/shop.git",
            "href=\"/deployments/" + deployment.shortId() + "\"",
            "Queued",
            "Preview");
  }

  @Test
  void showsAFailureWithWhatToDo() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    fail(deployment);

    var body = user.page("/deployments/" + deployment.shortId()).body();

    assertThat(body)
        .contains("There is no build script.", "Add one.", "Redeploy")
        .doesNotContain("Cancel</button>", ">Visit<");
  }

  @Test
  void linksToADeploymentOnlyWhenItIsReady() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var path = "/deployments/" + deployment.shortId();
    var link = "href=\"http://" + deployment.shortId() + ".localhost:8080/\"";
    assertThat(user.page(path).body()).doesNotContain(link).contains("Cancel</button>");

    server.move(deployment, DeploymentState.READY);

    assertThat(user.page(path).body()).contains(link).doesNotContain("Cancel</button>");
  }

  @Test
  void marksWhatIsShownNow() throws IOException {
    var first = server.published("main", "1", "First");
    server.deployment("main", "2", "Second");

    var body = user.page("/projects/shop").body();

    assertThat(body).containsOnlyOnce("Shown now</span>");
    assertThat(body).contains("<a class=\"text-link\" href=\"/deployments/" + first.shortId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/shop", "/deployments/"})
  void saysWhyADeploymentWaits(String path) throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var reason = Reason.of("no-memory", "The node has 300m of memory free.");
    server.deployments.move(deployment.id(), DeploymentState.QUEUED, reason);

    var body = user.page(path.endsWith("ts/") ? path + deployment.shortId() : path).body();

    assertThat(body).contains("The node has 300m of memory free.");
  }

  @Test
  void showsTheTriesWhereOneWasLost() throws IOException {
    var deployment = server.deployment("main", "1", "Go");
    var begun = deployment.createdAt();
    var path = "/deployments/" + deployment.shortId();
    var running = new Attempt(1, "node-1/a", begun, Optional.empty());
    server.deployments.attempts(deployment.id(), List.of(running));
    assertThat(user.page(path).body()).doesNotContain("Attempt 1");

    var lost = new Attempt.End(Attempt.Outcome.LOST, begun.plusSeconds(75), EVIL);
    server.deployments.attempts(
        deployment.id(), List.of(new Attempt(1, "node-1/a", begun, Optional.of(lost))));

    assertThat(user.page(path).body())
        .contains("Attempt 1", "Lost", "node-1/a", "1 min 15 s", "&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
  }

  @Test
  void streamsTheLogToASession() throws IOException {
    var deployment = server.move(server.deployment("main", "1", "Go"), DeploymentState.READY);
    server.logs.write(deployment.id(), EVIL + "\n");

    var stream = user.page("/deployments/" + deployment.shortId() + "/log/stream");
    var text = user.page("/deployments/" + deployment.shortId() + "/log");

    assertThat(stream.body()).contains("data: " + EVIL, "event: end");
    assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(text.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/projects/shop", "/deployments/"})
  void showsWhatSomebodyWroteAsText(String path) throws IOException {
    var deployment = server.deployment("\"><script>alert(2)</script>", "1", EVIL);
    server.deployments.move(
        deployment.id(), DeploymentState.FAILED, new Reason("evil", EVIL, EVIL));

    var body = user.page(path.endsWith("ts/") ? path + deployment.shortId() : path).body();

    assertThat(body).contains("&lt;script&gt;alert(1)", "script&gt;alert(2)");
    assertThat(body).doesNotContain("<script>alert").doesNotContain("<img");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/", "/projects/shop", "/deployments/", "/nope"})
  void allowsNoPageMoreThanItNeeds(String path) throws IOException {
    var deployment = server.deployment("main", "1", "Go");

    var answer = user.page(path.endsWith("ts/") ? path + deployment.shortId() : path);

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

  private void fail(Deployment deployment) {
    var reason = new Reason("no-build-script", "There is no build script.", "Add one.");
    server.deployments.move(deployment.id(), DeploymentState.FAILED, reason);
  }
}
