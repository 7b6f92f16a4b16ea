package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Encoding;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an alias still has of the deployments that it showed before.
final class GraceTest {

  private static final String SCRIPT = "/assets/app-B1x2Y3z4.js";

  private final SampleSite old =
      new SampleSite()
          .page("index.html", "old home")
          .page("gone.html", "gone")
          .file("robots.txt", "old")
          .file("notes.txt", "unhashed")
          .hashed("assets/app-B1x2Y3z4.js", "old app")
          .encoded("assets/app-B1x2Y3z4.js", Encoding.BROTLI, "old app in br");
  private final SampleSite current =
      new SampleSite()
          .page("index.html", "new home")
          .file("robots.txt", "new")
          .hashed("assets/app-N1x2Y3z4.js", "new app");

  @TempDir private Path folder;
  private RunningSites sites;

  @BeforeEach
  void start() {
    sites = new RunningSites(folder);
  }

  @AfterEach
  void stop() {
    sites.close();
  }

  @Test
  void hasTheHashedFilesOfWhatItShowedBefore() throws IOException, InterruptedException {
    show(current, old.pack(folder));

    var script = sites.get(SCRIPT);

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.body()).isEqualTo("old app");
    assertThat(script.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(script.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(script.headers().firstValue("ETag")).contains(old.tag("assets/app-B1x2Y3z4.js"));
    assertThat(sites.get("/").body()).isEqualTo("new home");
    assertThat(sites.get("/assets/app-N1x2Y3z4.js").body()).isEqualTo("new app");
  }

  @Test
  void handsThemOutAsAnyOther() throws IOException, InterruptedException {
    show(current, old.pack(folder));
    var tag = old.tag("assets/app-B1x2Y3z4.js");

    assertThat(sites.get(SCRIPT, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(sites.get(SCRIPT, "Accept-Encoding", "br").body()).isEqualTo("old app in br");
    assertThat(sites.get(SCRIPT, "Range", "bytes=4-6").body()).isEqualTo("app");
    var head = sites.send("HEAD", RunningSites.HOST, SCRIPT);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("ETag")).contains(tag);
    assertThat(head.body()).isEmpty();
    assertThat(sites.send("POST", RunningSites.HOST, SCRIPT).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/gone", "/gone.html", "/notes.txt", "/assets/", "/assets/app-B1x2Y3z4.js/", "/x"})
  void hasNothingElseOfIt(String path) throws IOException, InterruptedException {
    show(current, old.pack(folder));

    assertThat(sites.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void hasNoPageOfItThoughItsNameIsHashed() throws IOException, InterruptedException {
    var page = new SampleSite().page("index.html", "old").hashedPage("page-B1x2Y3z4.html", "old");
    show(current, page.pack(folder));

    assertThat(sites.get("/page-B1x2Y3z4").statusCode()).isEqualTo(404);
    assertThat(sites.get("/page-B1x2Y3z4.html").statusCode()).isEqualTo(404);
  }

  @Test
  void prefersWhatItShowsNowAndThenTheNewest() throws IOException, InterruptedException {
    var oldest = new SampleSite().hashed("a-B1x2Y3z4.js", "1").hashed("b-B1x2Y3z4.js", "1");
    var older = new SampleSite().hashed("a-B1x2Y3z4.js", "2").file("robots.txt", "2");
    var newest = new SampleSite().file("robots.txt", "3").hashed("c-B1x2Y3z4.js", "3");

    show(newest, older.pack(folder), oldest.pack(folder));

    assertThat(sites.get("/robots.txt").body()).isEqualTo("3");
    assertThat(sites.get("/c-B1x2Y3z4.js").body()).isEqualTo("3");
    assertThat(sites.get("/a-B1x2Y3z4.js").body()).isEqualTo("2");
    assertThat(sites.get("/b-B1x2Y3z4.js").body()).isEqualTo("1");
  }

  @Test
  void goesBeforeThePageOfASinglePageApp() throws IOException, InterruptedException {
    var app = new SampleSite().page("index.html", "app").page("404.html", "lost").singlePage();
    show(app, old.pack(folder));

    assertThat(sites.get(SCRIPT, "Sec-Fetch-Mode", "navigate").body()).isEqualTo("old app");
    assertThat(sites.get(SCRIPT).body()).isEqualTo("old app");
    assertThat(sites.get("/assets/other-B1x2Y3z4.js").body()).isEqualTo("lost");
  }

  @Test
  void endsWhereTheRouteNamesItNoMore() throws IOException, InterruptedException {
    show(current, old.pack(folder));
    var within = sites.get(SCRIPT).statusCode();

    show(current.page("other.html", "other"));

    assertThat(within).isEqualTo(200);
    assertThat(sites.get(SCRIPT).statusCode()).isEqualTo(404);
  }

  @Test
  void passesOverWhatCannotBeReadAndSaysSoOnce() throws IOException, InterruptedException {
    var missing = new ArtifactDigest("ab".repeat(32));
    var broken = new SampleSite().file("x.txt", "x").pack(folder);
    Files.writeString(sites.store().path(broken), "not a tar");
    try (var log = new RecordedLog("dev.slipway.site")) {
      show(current, missing, broken, old.pack(folder));

      assertThat(sites.get(SCRIPT).body()).isEqualTo("old app");
      assertThat(sites.get(SCRIPT).body()).isEqualTo("old app");
      assertThat(sites.get("/nothing.js").statusCode()).isEqualTo(404);
      assertThat(log.lines())
          .hasSize(2)
          .anySatisfy(line -> assertThat(line).contains(missing.hex(), "missing from the store"))
          .anySatisfy(line -> assertThat(line).contains(broken.hex(), "can't be read"));
    }
  }

  @Test
  void readsTheBodyWhereItLiesThoughNothingIsKeptOpen() throws IOException, InterruptedException {
    var usual = RunningSites.SETTINGS;
    var nothing =
        new SiteSettings(1, 1, usual.routeAge(), usual.routePatience(), usual.controlHosts());
    var big = "old app ".repeat(100_000);
    var before = new SampleSite().hashed("assets/big-B1x2Y3z4.js", big).pack(folder);
    try (var poor = new RunningSites(folder, nothing)) {
      poor.routes()
          .set(
              "shop",
              RecordingRoutes.after(RecordingRoutes.production(current.pack(folder)), before));

      for (int i = 0; i < 20; i++) {
        assertThat(poor.get("/assets/big-B1x2Y3z4.js").body()).isEqualTo(big);
        assertThat(poor.get("/").body()).isEqualTo("new home");
      }
    }
  }

  private void show(SampleSite site, ArtifactDigest... earlier) {
    sites
        .routes()
        .set("shop", RecordingRoutes.after(RecordingRoutes.production(site.pack(folder)), earlier));
  }
}
