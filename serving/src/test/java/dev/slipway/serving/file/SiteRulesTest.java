package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules as sites write them, from their files to the answer.
final class SiteRulesTest {

  private static final Terms PRODUCTION = new Terms("https", false, true);
  private static final String REDIRECTS =
      """
      /store id=:id     /blog/:id            301
      /forced           /new                 302!
      /about            /new                 302
      /welcome          /de/                 302    Language=de
      /news/*           /archive/:splat      301
      /moved/*          https://new.example/:splat
      /lost             /sorry.html          404
      /*                /index.html          200
      """;
  private static final String HEADERS =
      """
      /*
        X-Frame-Options: DENY
      /app/*
        Cache-Control: public, no-transform
      /private/*
        Basic-Auth: ada:lovelace
      """;

  @TempDir private Path folder;

  @Test
  void areFollowed() {
    var site =
        new SmallSite(
            "index.html", "about.html", "forced.html", "sorry.html", "app/a.js", "private/x.txt");

    try (var artifact = Artifact.open(ruled(site).pack(folder))) {
      var files = new SiteFiles(artifact, PRODUCTION, Clock.systemUTC());

      assertThat(outcome(files, AskedFor.get("/store?id=7&x=1"))).isEqualTo("301 /blog/7?id=7&x=1");
      assertThat(outcome(files, AskedFor.get("/forced"))).isEqualTo("302 /new");
      assertThat(outcome(files, AskedFor.get("/about"))).isEqualTo("200 about.html");
      assertThat(outcome(files, AskedFor.get("/news/2026/a%20b?q=1")))
          .isEqualTo("301 /archive/2026/a%20b?q=1");
      assertThat(outcome(files, AskedFor.get("/moved/%2e%2e"))).isEqualTo("400");
      assertThat(outcome(files, AskedFor.get("/moved/x"))).isEqualTo("301 https://new.example/x");
      assertThat(outcome(files, AskedFor.get("/lost"))).isEqualTo("404");
      assertThat(outcome(files, AskedFor.get("/any/route"))).isEqualTo("200 index.html");
      assertThat(outcome(files, AskedFor.get("/private/x.txt"))).isEqualTo("401");
      assertThat(outcome(files, AskedFor.get("/welcome").with("Accept-Language", "de-CH")))
          .isEqualTo("302 /de/");
    }
  }

  @Test
  void areOnlyAskedForWhatTheyNeed() {
    var plain = AskedFor.get("/about?x=1");
    var welcome = AskedFor.get("/welcome");

    try (var artifact =
        Artifact.open(ruled(new SmallSite("index.html", "about.html")).pack(folder))) {
      var files = new SiteFiles(artifact, PRODUCTION, Clock.systemUTC());

      assertThat(files.answer(plain).headers()).containsEntry("Vary", "Accept-Encoding");
      assertThat(files.answer(welcome).headers())
          .containsEntry("Vary", "Accept-Encoding, accept-language");
    }
    assertThat(plain.lookedAt()).doesNotContain("?", "accept-language", "Authorization", "Cookie");
    assertThat(welcome.lookedAt()).contains("accept-language").doesNotContain("Authorization");
  }

  @Test
  void mayForbidOtherFormsOfAFile() {
    try (var artifact = Artifact.open(ruled(new SmallSite("app/a.js", "b.js")).pack(folder))) {
      var files = new SiteFiles(artifact, PRODUCTION, Clock.systemUTC());

      var forbidden = files.answer(AskedFor.get("/app/a.js").with("Accept-Encoding", "br"));
      var other = files.answer(AskedFor.get("/b.js").with("Accept-Encoding", "br"));

      assertThat(forbidden.headers())
          .containsEntry("Cache-Control", "public, no-transform")
          .containsEntry("X-Frame-Options", "DENY")
          .doesNotContainKey("Content-Encoding");
      assertThat(other.headers()).containsEntry("Content-Encoding", "br");
    }
  }

  private static SmallSite ruled(SmallSite site) {
    var sources =
        RuleSources.NONE
            .withRedirects(new RuleFile("_redirects", REDIRECTS))
            .withHeaders(new RuleFile("_headers", HEADERS));
    var compiled = RuleCompiler.compile(sources);
    assertThat(compiled.notes()).isEmpty();
    return site.rules(compiled.rules());
  }

  /// Returns the status, and where the visitor is sent or which file answers.
  private static String outcome(SiteFiles files, AskedFor request) {
    var heard = new StringBuilder();
    var answer = files.answer(request, new FilesHeard(heard));
    var location = answer.headers().getOrDefault("Location", "");
    return switch (answer.status()) {
      case 200 -> "200 " + heard;
      case 301, 302 -> answer.status() + " " + location;
      default -> String.valueOf(answer.status());
    };
  }
}
