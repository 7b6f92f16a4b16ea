package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.HeaderChange.Kind;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rules of a site make of the headers of its answers.
final class HeaderRulesTest {

  @TempDir private Path folder;

  @Test
  void changesFilesRedirectsErrorsAndPreflights() {
    var rules = new HandMadeRules().set("X-Frame-Options", "DENY").before("/r", 302, "/x");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      for (var answer :
          new Answer[] {
            site.get("/"),
            site.get("/r"),
            site.get("/index.html"),
            site.get("/missing"),
            site.answer(AskedFor.by("OPTIONS", "/")),
            site.answer(AskedFor.by("POST", "/")),
            site.answer(AskedFor.get("/").with("If-None-Match", "*"))
          }) {
        assertThat(answer.headers()).containsEntry("X-Frame-Options", "DENY");
      }
    }
  }

  @Test
  void setsAppendsAndRemovesByNamesInAnyCase() {
    var rules =
        new HandMadeRules()
            .header(Kind.REMOVE, "referrer-policy", "")
            .set("x-content-type-options", "off")
            .set("X-A", "1")
            .header(Kind.APPEND, "x-a", "2")
            .header(Kind.APPEND, "X-B", "3");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/").headers())
          .doesNotContainKey("Referrer-Policy")
          .doesNotContainKey("X-Content-Type-Options")
          .containsEntry("x-content-type-options", "off")
          .containsEntry("x-a", "1, 2")
          .containsEntry("X-B", "3");
    }
  }

  @Test
  void letsASiteSaySearchEnginesMayListItsPreviews() {
    var rules = new HandMadeRules().header(Kind.REMOVE, "X-Robots-Tag", "");
    var preview = new Terms("https", false, false);

    try (var site = TestSite.of(folder, rules, preview, new SmallSite("index.html"))) {
      assertThat(site.get("/").headers()).doesNotContainKey("X-Robots-Tag");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "transfer-encoding",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "Trailer",
        "TE",
        "Content-Range",
        "content-encoding",
        "Accept-Ranges",
        "ETag",
        "Last-Modified",
        "Date",
        "Location",
        "bad name",
        "bad\r\nname",
        ""
      })
  void leavesAloneWhatTheAnswerRestsOn(String name) {
    var rules = new HandMadeRules().set(name, "1").header(Kind.APPEND, name, "2");
    var bare = TestSite.of(folder, new HandMadeRules(), "index.html");

    try (bare;
        var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/").headers()).isEqualTo(bare.get("/").headers());
    }
  }

  @Test
  void letsNoValueBreakOutOfItsLine() {
    var rules = new HandMadeRules().set("X-A", "a\r\nSet-Cookie: b").set("X-B", "é x");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/").headers())
          .containsEntry("X-A", "a%0D%0ASet-Cookie: b")
          .containsEntry("X-B", "%C3%A9 x");
    }
  }

  @Test
  void keepsForAsLongAsTheSiteSays() {
    var rules = new HandMadeRules().set("Cache-Control", "public, max-age=60");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      var tag = String.valueOf(site.get("/").headers().get("ETag"));
      var again = site.answer(AskedFor.get("/").with("If-None-Match", tag));

      assertThat(site.get("/").headers()).containsEntry("Cache-Control", "public, max-age=60");
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.headers()).containsEntry("Cache-Control", "public, max-age=60");
    }
  }

  @Test
  void keepsNoErrorWhateverTheSiteSays() {
    var rules =
        new HandMadeRules()
            .set("Cache-Control", "public, max-age=31536000, immutable")
            .set("CDN-Cache-Control", "max-age=60");

    try (var site = TestSite.of(folder, rules, "404.html", "a.txt")) {
      var beyond = site.answer(AskedFor.get("/a.txt").with("Range", "bytes=900-"));

      assertThat(site.get("/assets/old.js").headers())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKey("CDN-Cache-Control");
      assertThat(beyond.status()).isEqualTo(416);
      assertThat(beyond.headers()).containsEntry("Cache-Control", "no-store");
    }
  }

  @Test
  void sendsTheStoredBytesWhereTheSiteForbidsToTransformThem() {
    var rules = new HandMadeRules().set("Cache-Control", "public, no-transform");

    try (var site = TestSite.of(folder, rules, "app.js")) {
      var answer = site.answer(AskedFor.get("/app.js").with("Accept-Encoding", "br"));

      assertThat(site.body(answer)).isEqualTo("[app.js]");
      assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    }
  }

  @Test
  void describesFilesAndNothingElse() {
    var rules = new HandMadeRules().set("Content-Type", "application/json");

    try (var site = TestSite.of(folder, rules, "file")) {
      var both = site.answer(AskedFor.get("/file").with("Range", "bytes=0-1,3-4"));
      var one = site.answer(AskedFor.get("/file").with("Range", "bytes=0-1"));

      assertThat(site.get("/file").headers()).containsEntry("Content-Type", "application/json");
      assertThat(one.headers()).containsEntry("Content-Type", "application/json");
      assertThat(both.headers().get("Content-Type")).startsWith("multipart/byteranges; boundary=");
      assertThat(site.get("/missing").headers().get("Content-Type")).startsWith("text/html");
    }
  }

  @Test
  void addsToWhatTheAnswerDependsOn() {
    var rules =
        new HandMadeRules()
            .set("Vary", "Origin, accept-encoding")
            .header(Kind.REMOVE, "Vary", "")
            .when(Stage.WITHOUT_FILE, visit -> visit.header("Cookie").isPresent(), 302, "/x");

    try (var site = TestSite.of(folder, rules, "index.html")) {
      assertThat(site.get("/").headers()).containsEntry("Vary", "Accept-Encoding, Origin");
      assertThat(site.get("/no").headers())
          .containsEntry("Vary", "Origin, accept-encoding, Cookie");
    }
  }
}
