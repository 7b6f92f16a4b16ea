package dev.slipway.artifact.image.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.core.deployment.CommitSha;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SiteServerTest {

  private static final Origin ORIGIN = new Origin("_redirects", 3, "text");

  @Test
  void hasNothingOfASiteOutsideOfQuotes() {
    var hostile = "x\"; } load_module /evil.so; $request_uri ${host} { # \\";
    var rules =
        new SiteRules(
            List.of(redirect(hostile)),
            List.of(
                new HeaderRule(
                    ORIGIN,
                    path(hostile),
                    List.of(),
                    List.of(
                        new HeaderRule.Edit(HeaderRule.Kind.SET, "X-Odd", Template.of(hostile))))),
            List.of(),
            PathStyle.USUAL);

    var text = SiteServer.of(site(rules, hostile + ".html", hostile + ".txt")).text();

    assertThat(text).contains("evil");
    var bare = withoutQuoted(text);
    assertThat(bare).doesNotContain("evil", "request_uri} ", "\"");
    assertThat(bare.chars().filter(c -> c == '{').count())
        .isEqualTo(bare.chars().filter(c -> c == '}').count());
    assertThat(text).contains("${slipway_dollar}{host}");
  }

  @Test
  void refusesControlCharacters() {
    var manifest = site(SiteRules.NONE, "a\nb.html");

    assertThatThrownBy(() -> SiteServer.of(manifest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("control characters");
  }

  @Test
  void neverHasAPassword() {
    var rules =
        new SiteRules(
            List.of(),
            List.of(),
            List.of(new AccessRule(ORIGIN, path("private"), List.of("ada:lovelace"))),
            PathStyle.USUAL);

    var server = SiteServer.of(site(rules, "index.html"));

    assertThat(server.text()).doesNotContain("lovelace", "ada").contains("return 403");
    assertThat(server.notes())
        .containsExactly(
            "The image does not do _redirects:3: passwords: what they protect answers 403 to"
                + " everybody.");
  }

  @Test
  void protectsEverythingIfItCannotTellWhat() {
    var rules =
        new SiteRules(
            List.of(),
            List.of(),
            List.of(
                new AccessRule(
                    ORIGIN, new PathPattern.Expression("/", "/p.*", false), List.of("a:b"))),
            PathStyle.USUAL);

    assertThat(SiteServer.of(site(rules, "index.html")).text())
        .contains("map $slipway_asked $slipway_closed {\n    default \"\";\n    \"~^\" 1;\n");
  }

  @Test
  void sendsNoPrecompressedFormsWhereTheyCouldBeFilesOfTheSite() {
    var server = SiteServer.of(site(SiteRules.NONE, "app.js", "app.js.gz"));

    assertThat(server.encoded()).isFalse();
    assertThat(server.text()).doesNotContain("gzip_static on");
    assertThat(server.notes()).hasSize(1).first().asString().contains("compression");
  }

  @Test
  void saysHowMuchMoreItDoesNotDo() {
    var rules =
        new SiteRules(
            Stream.generate(() -> redirect("x", new PathPattern.Expression("/", "/x", false)))
                .limit(70)
                .toList(),
            List.of(),
            List.of(),
            PathStyle.USUAL);

    var notes = SiteServer.of(site(rules, "index.html")).notes();

    assertThat(notes).hasSize(51);
    assertThat(notes.getLast()).contains("20 more");
  }

  private static RedirectRule redirect(String text) {
    return redirect(text, path(text));
  }

  private static RedirectRule redirect(String text, PathPattern pattern) {
    return new RedirectRule(
        ORIGIN, Stage.BEFORE_FILES, pattern, List.of(), Template.of("/" + text), 301);
  }

  private static PathPattern path(String text) {
    return new PathPattern.Segments(
        Stream.of(text.split("/", -1)).<PathPattern.Segment>map(PathPattern.Literal::new).toList(),
        false,
        false);
  }

  private static Manifest site(SiteRules rules, String... paths) {
    var source =
        new Source(
            new CommitSha("0123456789abcdef0123456789abcdef01234567"),
            Instant.parse("2026-11-03T08:09:10Z"),
            "",
            "static",
            "",
            "");
    var files =
        Stream.of(paths)
            .sorted(Manifest.ORDER)
            .map(path ->
                new ManifestFile(path, 1, "0".repeat(64), "text/html", true, List.of(), "<x>"))
            .toList();
    return new Manifest(Manifest.FORMAT, source, Fallback.NONE, rules, files);
  }

  /// Returns `text` without what stands in quotes, as nginx reads them.
  private static String withoutQuoted(String text) {
    return text.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "Q");
  }
}
