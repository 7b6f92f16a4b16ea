package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.bench.SlipwayProcess;
import dev.slipway.bench.browser.Browser;
import dev.slipway.cli.embedded.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Guarded previews of a real Slipway, as a person with Chromium and a program with curl see them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedSitesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final String ACCESS = "/api/projects/guarded/access";
  private static final String DOOR = "This site is not for everybody";

  @TempDir private Path folder;
  private SlipwayProcess slipway;
  private Site site;
  private String production = "";
  private String preview = "";

  @BeforeAll
  void deploy(@TempDir Path platform) throws IOException, InterruptedException {
    var repository = Repository.in(platform.resolve("repository"));
    var commit =
        repository
            .write("index.html", "<p id=text>plain</p><script src=app.js></script>")
            .write("app.js", "document.getElementById('text').innerText = 'the script ran'")
            .commit("Say hello");
    slipway = Running.in(platform);
    site = Site.add(slipway, "guarded", repository.folder());
    site.await(site.push("main", commit), "ready", PATIENCE);
    repository.git("checkout", "-q", "-b", "next");
    var next = repository.write("next.html", "next").commit("Say more");
    preview = site.await(site.push("next", next), "ready", PATIENCE).path("link").asText();
    production = "http://guarded.localhost:" + slipway.port() + "/";
  }

  @AfterAll
  void stop() {
    slipway.close();
  }

  @Test
  void openToAPersonWithThePassword() throws IOException, InterruptedException {
    guardPreviews();

    try (var browser = Browser.open(URI.create(preview), folder)) {
      browser.awaitText(DOOR);
      browser.type("#password", "wrong");
      browser.press("button");
      browser.awaitText("That is not the password.");
      browser.type("#password", "open sesame");
      browser.press("button");
      browser.awaitText("the script ran");

      assertThat(browser.evaluate("location.href").asText()).isEqualTo(preview);
      assertThat(browser.evaluate("document.cookie").asText()).isEmpty();

      browser.evaluate("location.href = '%s'".formatted(branch()));
      browser.awaitText(DOOR);
    }
    assertThat(site.visit(production).statusCode()).isEqualTo(200);
  }

  @Test
  void openToWhoeverHasAShareLinkOnItsHostAlone() throws IOException, InterruptedException {
    guardPreviews();
    var shared = slipway.api().post("/api/projects/guarded/share", Map.of("host", "next--guarded"));
    var link = shared.path("url").asText();

    var jar = folder.resolve("jar").toString();
    var page = curl("-L", "-b", jar, "-c", jar, link);
    var again = curl("-L", "-b", jar, branch() + "next.html");
    var elsewhere = curl("-b", jar, "-w", "%{http_code}", preview);
    var misused = curl("-w", "%{http_code}", preview + "?" + URI.create(link).getRawQuery());
    slipway.api().delete(ACCESS + "/shares");

    assertThat(page).contains("<p id=text>plain</p>");
    assertThat(again).isEqualTo("next");
    assertThat(elsewhere).contains(DOOR).endsWith("401");
    assertThat(misused).contains("does not open the site any more").endsWith("401");
    Awaitility.await("the link has ended")
        .atMost(SOON)
        .until(() -> curl("-b", jar, branch()), text -> text.contains(DOOR));
  }

  @Test
  void openToAutomationUntilItsTokenIsRemoved() throws IOException, InterruptedException {
    guardPreviews();
    var added = slipway.api().post(ACCESS + "/bypass", Map.of("label", "ci"));
    var header = "x-slipway-bypass: " + added.path("token").asText();

    Awaitility.await("the token opens")
        .atMost(SOON)
        .until(() -> curl("-L", "-H", header, branch() + "next.html"), "next"::equals);
    slipway.api().delete(ACCESS + "/bypass/ci");

    Awaitility.await("the token is removed")
        .atMost(SOON)
        .until(() -> curl("-H", header, branch()), text -> text.contains(DOOR));
  }

  @Test
  void shareNothingWithTheControlHost() throws IOException, InterruptedException {
    var token = DataFolder.read(slipway.data().apiToken()).orElseThrow();
    var dashboard = slipway.address() + "/sign-in?next=/projects/guarded#token=" + token;
    try (var browser = Browser.open(URI.create(dashboard), folder)) {
      browser.awaitText("guarded", "Deployments");
      var deployments = count();
      var redeploy = slipway.address() + "/projects/guarded/redeploy";

      browser.evaluate("location.href = '%s'".formatted(production));
      browser.awaitText("the script ran");
      browser.evaluate(
          "document.cookie = 'slipway=0; domain=localhost; path=/';"
              + "document.cookie = 'slipway=0; domain=.localhost; path=/'");
      var posted =
          browser.evaluate(
              "fetch('%s', {method: 'POST', mode: 'no-cors', credentials: 'include'})"
                      .formatted(redeploy)
                  + ".then(answer => answer.type)");
      browser.evaluate("location.href = '%s'".formatted(slipway.address()));
      browser.awaitText("Sign in to Slipway"); // a link on a site brings no session along
      browser.evaluate("location.href = '/'");
      browser.awaitText("Projects", "Sign out");

      assertThat(posted.asText()).isEqualTo("opaque");
      assertThat(count()).isEqualTo(deployments);
    }
  }

  private void guardPreviews() throws InterruptedException {
    var wanted =
        JsonNodeFactory.instance
            .objectNode()
            .put("preview", "guarded")
            .put("password", "open sesame");
    slipway.api().put(ACCESS, wanted);
    Awaitility.await("previews are guarded")
        .atMost(SOON)
        .until(() -> site.visit(preview).statusCode(), code -> code == 401);
  }

  private int count() throws InterruptedException {
    return slipway.api().get("/api/projects/guarded").path("deployments").size();
  }

  private String branch() {
    return "http://next--guarded.localhost:" + slipway.port() + "/";
  }

  private String curl(String... arguments) throws IOException, InterruptedException {
    var command =
        Stream.concat(
                Stream.of("curl", "-sS", "--resolve", "*:%d:127.0.0.1".formatted(slipway.port())),
                List.of(arguments).stream())
            .toArray(String[]::new);
    return Tool.run(folder, Duration.ofSeconds(30), command);
  }
}
