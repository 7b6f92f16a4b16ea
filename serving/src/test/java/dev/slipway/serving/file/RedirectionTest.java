package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.Stage;
import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rules of a site make of a path: before its files, and where there is none.
final class RedirectionTest {

  private static final String ASK = "public, max-age=0, must-revalidate";

  @TempDir private Path folder;

  @Test
  void sendsAwayBeforeAnyFile() {
    var rules = new HandMadeRules().before("/old", 301, "https://new.example/a?b=1");

    try (var site = TestSite.of(folder, rules, "old.html")) {
      var answer = site.get("/old");

      assertThat(answer.status()).isEqualTo(301);
      assertThat(answer.headers())
          .containsEntry("Location", "https://new.example/a?b=1")
          .containsEntry("Cache-Control", ASK)
          .doesNotContainKeys("Content-Type", "ETag");
      assertThat(site.body(answer)).isEmpty();
    }
  }

  @Test
  void prefersAFileToARuleForWhereThereIsNone() {
    var rules = new HandMadeRules().without("/about", 302, "/x").without("/gone", 302, "/x");

    try (var site = TestSite.of(folder, rules, "about.html")) {
      assertThat(site.body("/about")).isEqualTo("[about.html]");
      assertThat(site.get("/gone").status()).isEqualTo(302);
    }
  }

  @Test
  void prefersARuleToThePagesThatStandInForAFile() {
    var rules = new HandMadeRules().when(Stage.WITHOUT_FILE, _ -> true, 200, "/index.html");

    try (var site = TestSite.of(folder, rules, "404.html", "index.html")) {
      var answer = site.get("/any/route.js");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(site.body(answer)).isEqualTo("[index.html]");
    }
  }

  @Test
  void rewritesToAFileWithAllThatFilesCan() {
    var rules = new HandMadeRules().before("/latest", 200, "/app-hashed.js");

    try (var site = TestSite.of(folder, rules, "app-hashed.js")) {
      var brotli = site.answer(AskedFor.get("/latest").with("Accept-Encoding", "br"));
      var part = site.answer(AskedFor.get("/latest").with("Range", "bytes=1-3"));
      var tag = site.get("/latest").headers().get("ETag");
      var again = site.answer(AskedFor.get("/latest").with("If-None-Match", String.valueOf(tag)));

      assertThat(site.body(brotli)).isEqualTo("br app-hashed.js");
      assertThat(part.status()).isEqualTo(206);
      assertThat(site.body(part)).isEqualTo("app");
      assertThat(again.status()).isEqualTo(304);
    }
  }

  @Test
  void keepsARewrittenFileNoLongerThanItsPathShowsIt() {
    var rules = new HandMadeRules().before("/latest", 200, "/app-hashed.js");

    try (var site = TestSite.of(folder, rules, "app-hashed.js")) {
      assertThat(site.get("/latest").headers()).containsEntry("Cache-Control", ASK);
      assertThat(site.get("/app-hashed.js").headers().get("Cache-Control")).endsWith("immutable");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/index.html", "/docs/", "/docs", "/docs/index", "/docs/?a=1#b"})
  void findsTheTargetOfARewriteAsAPathWithoutSendingAnybodyOn(String target) {
    var rules = new HandMadeRules().before("/d", 200, target);

    try (var site = TestSite.of(folder, rules, "docs/index.html")) {
      var answer = site.get("/d");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(site.body(answer)).isEqualTo("[docs/index.html]");
    }
  }

  @Test
  void looksAtNoRuleAgainForTheTarget() {
    var rules = new HandMadeRules().before("/a", 200, "/b").before("/b", 200, "/c");

    try (var site = TestSite.of(folder, rules, "404.html", "c.html")) {
      var answer = site.get("/a");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(site.body(answer)).isEqualTo("[404.html]");
    }
  }

  @Test
  void decodesTheTarget() {
    var rules = new HandMadeRules().before("/a", 200, "/caf%C3%A9%20b.txt");

    try (var site = TestSite.of(folder, rules, "café b.txt")) {
      assertThat(site.body("/a")).isEqualTo("[café b.txt]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../x", "/%2e%2e/x", "//x", "x", "https://x/", "/%zz"})
  void servesNothingForATargetThatIsNoPath(String target) {
    var rules = new HandMadeRules().before("/a", 200, target);

    try (var site = TestSite.of(folder, rules, "x")) {
      assertThat(site.get("/a").status()).isEqualTo(404);
    }
  }

  @Test
  void showsTheTargetWithTheStatusOfItsRule() {
    var rules = new HandMadeRules().without("/away", 410, "/gone.html").before("/no", 404, "/x");

    try (var site = TestSite.of(folder, rules, "gone.html")) {
      var gone = site.get("/away");
      var conditional = site.answer(AskedFor.get("/away").with("If-None-Match", "*"));

      assertThat(gone.status()).isEqualTo(410);
      assertThat(site.body(gone)).isEqualTo("[gone.html]");
      assertThat(gone.headers())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKeys("ETag", "Last-Modified");
      assertThat(conditional.status()).isEqualTo(410);
      assertThat(site.get("/no").status()).isEqualTo(404);
    }
  }

  @Test
  void showsAPageOfItsOwnWithTheStatusWhereTheTargetIsMissing() {
    var rules = new HandMadeRules().before("/away", 410, "/gone.html").before("/law", 451, "/l");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/away").status()).isEqualTo(410);
      assertThat(site.body("/away")).contains("no page at this address any more");
      assertThat(site.get("/law").status()).isEqualTo(451);
    }
  }

  @Test
  void sendsNobodyRoundAndRound() {
    var rules =
        new HandMadeRules()
            .when(Stage.BEFORE_FILES, visit -> visit.path().startsWith("/about"), 301, "/about");

    try (var site = TestSite.of(folder, rules, "about.html")) {
      assertThat(site.get("/about").status()).isEqualTo(200);
      assertThat(site.get("/about/").headers()).containsEntry("Location", "/about");
    }
  }

  @Test
  void sendsOnWhoComesWithAnotherQuery() {
    var rules = new HandMadeRules().before("/about", 301, "/about");

    try (var site = TestSite.of(folder, rules, "about.html")) {
      assertThat(site.get("/about?a=1").headers()).containsEntry("Location", "/about");
    }
  }

  @Test
  void letsNothingIntoALocationThatIsNotForIt() {
    var rules = new HandMadeRules().before("/a", 302, "/b?x=\r\nSet-Cookie: y");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/a").headers()).containsEntry("Location", "/b?x=%0D%0ASet-Cookie:%20y");
    }
  }

  @Test
  void saysWhatFieldsARuleLookedAt() {
    var rules =
        new HandMadeRules()
            .when(
                Stage.BEFORE_FILES,
                visit -> visit.header("Accept-Language").filter("de"::equals).isPresent(),
                302,
                "/de");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      var german = site.answer(AskedFor.get("/").with("Accept-Language", "de"));
      var other = site.get("/");
      var missing = site.get("/missing");

      assertThat(german.headers()).containsEntry("Vary", "Accept-Language");
      assertThat(other.headers()).containsEntry("Vary", "Accept-Encoding, Accept-Language");
      assertThat(missing.headers()).containsEntry("Vary", "Accept-Language");
    }
  }

  @Test
  void tellsRulesTheSchemeTheHostAndTheDecodedPath() {
    var rules =
        new HandMadeRules()
            .when(
                Stage.BEFORE_FILES,
                visit ->
                    visit.scheme().equals("https")
                        && visit.host().equals("shop.localhost")
                        && visit.path().equals("/é/b/"),
                302,
                "/c");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/%c3%a9/%62/").status()).isEqualTo(302);
      assertThat(site.get("/%c3%a9/b").status()).isEqualTo(404);
    }
  }

  @Test
  void looksAtNoMoreOfARequestThanItNeeds() {
    var rules = new HandMadeRules().before("/x", 301, "/y");
    var plain = AskedFor.get("/?a=1");

    try (var site =
        TestSite.of(
            folder,
            rules,
            new Terms("http", false, true),
            new SmallSite("index.html").singlePage())) {
      assertThat(site.answer(plain).status()).isEqualTo(200);
    }

    assertThat(plain.lookedAt())
        .containsExactlyInAnyOrder(
            "Accept-Encoding",
            "Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since");
  }
}
