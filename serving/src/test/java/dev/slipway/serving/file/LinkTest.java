package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages ask to be fetched early.
final class LinkTest {

  private static final String LINK = "</app.js>; rel=modulepreload";
  private static final Terms PRODUCTION = new Terms("https", false, true);

  @TempDir private Path folder;

  @Test
  void goesWithThePageHoweverItIsReached() {
    var pages = new SmallSite("app.js").link("index.html", LINK).link("404.html", LINK);
    var rules = new HandMadeRules().before("/r", 200, "/");

    try (var site = TestSite.of(folder, rules, PRODUCTION, pages)) {
      var tag = String.valueOf(site.get("/").headers().get("ETag"));
      var again = site.answer(AskedFor.get("/").with("If-None-Match", tag));

      assertThat(site.get("/").headers()).containsEntry("Link", LINK);
      assertThat(site.get("/r").headers()).containsEntry("Link", LINK);
      assertThat(site.get("/missing").headers()).containsEntry("Link", LINK);
      assertThat(site.get("/app.js").headers()).doesNotContainKey("Link");
      assertThat(again.headers()).doesNotContainKey("Link");
    }
  }

  @Test
  void isTheSitesOwnWhereItHasOne() {
    var rules = new HandMadeRules().set("Link", "</a.css>; rel=preload");

    try (var site =
        TestSite.of(folder, rules, PRODUCTION, new SmallSite().link("index.html", LINK))) {
      assertThat(site.get("/").headers()).containsEntry("Link", "</a.css>; rel=preload");
    }
  }
}
