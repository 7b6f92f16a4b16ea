package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each host shows.
class HostDispatchTest {

  @TempDir private Path folder;
  private RunningSites sites;

  /// Returns what carries the requests.
  RunningSites.Transport transport() {
    return RunningSites.Transport.WIRE;
  }

  @BeforeEach
  void start() {
    sites = new RunningSites(folder, transport());
    sites.publish(new SampleSite().page("index.html", "home").page("hooks/github.html", "a page"));
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:9",
        "localhost.",
        "www.localhost",
        "127.0.0.1",
        "127.0.0.1:8080",
        "[::1]",
        "[::1]:8080"
      })
  void leavesTheControlHostToTheOthers(String host) throws IOException, InterruptedException {
    var answer = sites.send("GET", host, "/hooks/github");

    assertThat(answer.body()).isEqualTo("control");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.localhost",
        "shop.localhost:8080",
        "SHOP.LocalHost:80",
        "shop.localhost.",
        "shop.localhost.:8080"
      })
  void showsASiteWhateverThePath(String host) throws IOException, InterruptedException {
    assertThat(sites.send("GET", host, "/").body()).isEqualTo("home");
    assertThat(sites.send("GET", host, "/hooks/github").body()).isEqualTo("a page");
    assertThat(sites.send("GET", host, "/api/projects").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.localhost", "a.b.localhost", "_x.localhost", ".localhost"})
  void saysThatAHostIsUnknown(String host) throws IOException, InterruptedException {
    var answer = sites.send("GET", host + ":8080", "/");

    assertPage(answer, 404, "There is no site here");
    assertThat(answer.body()).contains(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "evillocalhost", "shop.localhost.example.com", "10.0.0.1"})
  void saysThatAHostIsNoneOfOurs(String host) throws IOException, InterruptedException {
    var answer = sites.send("GET", host, "/");

    assertPage(answer, 421, "This host is not served here");
    assertThat(answer.body()).contains(host, "below localhost:8080.");
  }

  @Test
  void saysThatNothingIsDeployedYet() throws IOException, InterruptedException {
    sites.routes().set("shop", new Route.Empty());

    assertPage(sites.get("/any/path.js"), 404, "Nothing is deployed here yet");
  }

  @Test
  void saysThatABranchWasDeleted() throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "home"));
    var before = sites.get("/").statusCode();

    sites.routes().set("shop", new Route.Empty(true));

    assertThat(before).isEqualTo(200);
    assertPage(sites.get("/"), 404, "This branch was deleted");
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "BUILDING", "DEPLOYING"})
  void waitsForADeploymentThatIsOnItsWay(DeploymentState state)
      throws IOException, InterruptedException {
    sites.routes().set("shop", RecordingRoutes.notReady(state));

    var answer = sites.get("/deep/path?x=1");

    assertPage(answer, 503, "as soon as it is ready");
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.body())
        .contains("<meta http-equiv=\"refresh\" content=\"2\">")
        .containsIgnoringCase("<p class=\"state\">" + state);
  }

  @Test
  void showsTheSiteAsSoonAsItIsReady() throws IOException, InterruptedException {
    sites.routes().set("shop", RecordingRoutes.notReady(DeploymentState.BUILDING));
    var before = sites.get("/").statusCode();

    sites.publish(new SampleSite().page("index.html", "new home"));

    assertThat(before).isEqualTo(503);
    assertThat(sites.get("/").body()).isEqualTo("new home");
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, This deployment failed",
    "CANCELED, This deployment was canceled",
    "SUPERSEDED, A newer push replaced this deployment"
  })
  void saysWhyADeploymentCameToNothing(DeploymentState state, String headline)
      throws IOException, InterruptedException {
    var reason = new Reason("no-output", "It made no <dist> folder.", "Set it & push.");
    sites.routes().set("shop", RecordingRoutes.ended(state, reason));

    var answer = sites.get("/");

    assertPage(answer, 404, headline);
    assertThat(answer.body())
        .contains("It made no &lt;dist&gt; folder.", "What to do", "Set it &amp; push.")
        .doesNotContain("http-equiv");
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
  }

  /// Its artifact is there, and has its source.
  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/server.js", "/app/server.js", "/.env"})
  void saysOfAnAppThatItIsKeptAndNotRun(String path) throws IOException, InterruptedException {
    sites.publish(new SampleSite().page("index.html", "source").page("server.js", "source"));
    var site = (Route.Ready) sites.routes().resolve(new HostLabel("shop"));
    sites.routes().set("shop", RecordingRoutes.app("node <server.js>", site.artifact()));

    var answer = sites.get(path);

    assertPage(answer, 404, "This deployment is an app");
    assertThat(answer.body())
        .contains(
            "keeps its image, and does not run it yet",
            "slipway image abc123def4",
            "docker load",
            "node &lt;server.js&gt;")
        .doesNotContain("source");
  }

  @Test
  void escapesWhatOthersWrote() throws IOException, InterruptedException {
    sites.routes().set("shop", RecordingRoutes.notReady(DeploymentState.BUILDING));

    var answer = sites.get("/");

    assertThat(answer.body())
        .contains("feature/&lt;b&gt;nice&lt;/b&gt;")
        .contains("0123456 Make &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;friends&quot;")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void escapesTheHost() throws IOException {
    var answer = sites.raw("GET / HTTP/1.1\r\nHost: a&b'c.localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("a&amp;b&#39;c.localhost").doesNotContain("a&b");
  }

  @Test
  void answersHeadWithoutAPage() throws IOException, InterruptedException {
    var page = sites.send("GET", "nothing.localhost", "/");
    var raw = sites.raw("HEAD / HTTP/1.1\r\nHost: nothing.localhost\r\nConnection: close\r\n\r\n");

    assertThat(raw)
        .startsWith("HTTP/1.1 404 ")
        .contains("\r\nContent-Length: " + page.body().length() + "\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "shop.localhost", "nothing.localhost"})
  void endsAConnectionThatIsToEnd(String host) throws IOException {
    var twice = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";

    var answers = sites.raw(twice + twice);

    assertThat(answers).containsOnlyOnce("HTTP/1.1 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/a|b"})
  void keepsPathsThatAreNoneFromTheControlHost(String path) throws IOException {
    var answer =
        sites.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("control");
  }

  private static void assertPage(HttpResponse<String> answer, int status, String text) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("<!doctype html>").contains(text);
    var headers = answer.headers();
    assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none';");
  }
}
