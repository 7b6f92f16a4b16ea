package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.bench.SlipwayProcess;
import dev.slipway.bench.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deployed site as its visitors have it: with a real browser, and with curl.
class ServingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SCRIPT = "/assets/app-B1x2Y3z4.js";
  private static final String APP =
      """
      <!doctype html><title>App</title><p id="route"></p><p id="missing"></p>
      <script src="%s"></script>
      """
          .formatted(SCRIPT);
  private static final String APP_SCRIPT =
      """
      document.getElementById('route').textContent = 'route ' + location.pathname;
      fetch('/assets/gone-A1b2C3d4.js').then(answer => {
        document.getElementById('missing').textContent = 'missing ' + answer.status;
      });
      """;

  private static Path folder;
  private static SlipwayProcess slipway;
  private static URI site;

  @BeforeAll
  static void deploy(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    var repository =
        Repository.in(folder.resolve("repository"))
            .write("index.html", APP)
            .write("200.html", APP)
            .write(SCRIPT.substring(1), APP_SCRIPT + "//".repeat(2000))
            .write("docs/index.html", "<p>docs</p>")
            .write("docs/404.html", "<p>no such chapter</p>")
            .write("new.html", "<p>the new page</p>")
            .write("secret/index.html", "<p>the secret</p>")
            .write("_redirects", "/old /new 301\n/gone /docs/404.html 410\n")
            .write("_headers", "/secret/*\n  Basic-Auth: ada:lovelace\n/docs/*\n  X-Docs: yes\n");
    var commit = repository.commit("Make a site");
    var visits = folder.resolve("visits").toString();
    slipway = Running.in(folder, Map.of("SLIPWAY_STATIC_ACCESS_LOG", visits));
    var project = Site.add(slipway, "served", repository.folder());
    project.await(project.push("main", commit), "ready", PATIENCE);
    site = URI.create("http://served.localhost:" + slipway.port());
  }

  @AfterAll
  static void stop() {
    slipway.close();
  }

  @Test
  void showsAnAppInABrowserWhichKeepsItsScripts() throws IOException, InterruptedException {
    try (var browser = Browser.open(site.resolve("/users/7"), folder)) {
      browser.awaitText("route /users/7", "missing 404");
      assertThat(transferred(browser)).isPositive();

      browser.follow("/users/8");
      browser.awaitText("route /users/8", "missing 404");
      assertThat(transferred(browser)).isZero();
    }
  }

  @Test
  void sendsABrowserWhereARuleSays() throws IOException, InterruptedException {
    try (var browser = Browser.open(site.resolve("/old"), folder)) {
      browser.awaitText("the new page");

      assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/new");
    }
  }

  @Test
  void showsABrowserTheNearestPageForWhatIsMissing() throws IOException, InterruptedException {
    try (var browser = Browser.open(site.resolve("/docs/chapter/9"), folder)) {
      browser.awaitText("no such chapter");

      assertThat(navigation(browser, "responseStatus")).isEqualTo(404);
    }
  }

  @Test
  void asksForAPassword() throws IOException, InterruptedException {
    assertThat(head("/secret/")).contains("HTTP/1.1 401", "WWW-Authenticate: Basic realm=");
    assertThat(head("/secret/", "-u", "ada:wrong")).contains("HTTP/1.1 401");
    assertThat(head("/secret/", "-u", "ada:lovelace"))
        .contains("HTTP/1.1 200", "Cache-Control: private, no-store");
    assertThat(curl("/secret/", "-u", "ada:lovelace")).isEqualTo("<p>the secret</p>");
  }

  @Test
  void keepsAndResumesByCurl() throws IOException, InterruptedException {
    var tag = folder.resolve("tag").toString();
    var whole = curl(SCRIPT, "--compressed");
    curl(SCRIPT, "--etag-save", tag);

    assertThat(whole).startsWith("document.getElementById");
    assertThat(head(SCRIPT, "--etag-compare", tag)).contains("HTTP/1.1 304");
    assertThat(curl(SCRIPT, "-r", "0-7")).isEqualTo("document");
    assertThat(curl(SCRIPT, "-r", "0-1,9-11"))
        .contains("Content-Range: bytes 0-1/", "Content-Range: bytes 9-11/");
    assertThat(head(SCRIPT, "-X", "OPTIONS")).contains("HTTP/1.1 204", "Allow: GET, HEAD, OPTIONS");
    assertThat(head(SCRIPT, "-X", "DELETE")).contains("HTTP/1.1 405");
  }

  @Test
  void goesOnWithADownloadThatBrokeOff() throws IOException, InterruptedException {
    var part = folder.resolve("part.js");
    curl(SCRIPT, "-r", "0-99", "-o", part.toString());
    assertThat(part).hasSize(100);

    var head = curl(SCRIPT, "-C", "-", "-o", part.toString(), "-D", "-");

    assertThat(head).contains("HTTP/1.1 206", "Content-Range: bytes 100-");
    assertThat(part).hasContent(curl(SCRIPT));
  }

  @Test
  void logsItsVisitors() throws IOException, InterruptedException {
    curl("/docs/", "-A", "a visitor");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(folder.resolve("visits/served.log"))
                .content()
                .containsPattern("\"GET /docs/ HTTP/1.1\" 200 .*\"a visitor\""));
  }

  @Test
  void answersWhateverVersionOfHttpIsOffered() throws IOException, InterruptedException {
    var page = curl("/docs/");

    assertThat(curl("/docs/", "--http2")).isEqualTo(page);
    assertThat(head("/docs/", "--http2")).contains("HTTP/1.1 200", "X-Docs: yes");
    assertThat(head("/docs/", "--http1.0")).contains("HTTP/1.1 200", "Connection: close");
  }

  @Test
  void explainsItself() throws InterruptedException {
    var explanation = slipway.api().get("/api/explain?url=" + site.resolve("/docs/").toString());

    assertThat(explanation.path("file").asText()).isEqualTo("docs/index.html");
    assertThat(explanation.toString())
        .contains("the production host of the project served", "\"why\":\"_headers:3\"");
  }

  /// Returns how many bytes came over the network for the script of the page.
  private static int transferred(Browser browser) throws InterruptedException {
    var entry = "performance.getEntriesByName(location.origin + '" + SCRIPT + "')[0]";
    return browser.evaluate(entry + ".transferSize").asInt(-1);
  }

  private static int navigation(Browser browser, String field) throws InterruptedException {
    return browser.evaluate("performance.getEntriesByType('navigation')[0]." + field).asInt(-1);
  }

  /// Returns the head of the answer.
  private static String head(String path, String... options)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("-o", folder.resolve("body").toString(), "-D", "-"));
    all.addAll(List.of(options));
    return curl(path, all.toArray(String[]::new));
  }

  private static String curl(String path, String... options)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20"));
    command.addAll(List.of(options));
    command.add(site.resolve(path).toString());
    return Tool.run(folder, PATIENCE, command.toArray(String[]::new));
  }
}
