package dev.slipway.artifact.image.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.core.deployment.CommitSha;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sites that are made to have nginx refuse its file, or serve more than the site.
class HostileSiteTest {

  /// What nginx reads its file by: a word that is not shorter is an error.
  private static final int BUFFER = 4096;

  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  @Test
  void hasNoWordThatIsTooLongForNginx() {
    var dollars = "$".repeat(1_900);
    var dots = ("~".repeat(250) + "/").repeat(4);
    var rules =
        rules(
            Dialect.NETLIFY,
            """
            /a /%1$s 301
            /%2$s /x 301
            /%2$s/* /y/:splat 200
            /page /%3$sx.html 200
            /%4$s /z 301
            """
                .formatted(dollars, "~".repeat(1_800), dots, "/:n".repeat(190)),
            "/*\n  X-A: %s\n/%s\n  X-B: b\n".formatted(dollars, "~".repeat(1_500)));

    var server =
        SiteServer.of(
            site(
                rules,
                dots + "x.html",
                dots + "X.html",
                dots + "404.html",
                dots + "x.gz",
                "$".repeat(250) + "/" + "$".repeat(250) + ".html"));

    assertThat(QUOTED.matcher(server.text()).results())
        .extracting(word -> word.group().getBytes(UTF_8).length)
        .allMatch(length -> length < BUFFER);
    assertThat(String.join("\n", server.notes()))
        .contains("a rule that is too long", "a header that is too long")
        .contains(
            "an address that is too long for nginx: /~~", "a file whose path is too long for");
  }

  @Test
  void protectsEverythingWhereWhatIsProtectedIsTooLong() {
    var path =
        new PathPattern.Segments(List.of(new PathPattern.Literal("~".repeat(1_900))), false, false);
    var access = new AccessRule(new Origin("_headers", 1, ""), path, List.of("a:b"));
    var rules = new SiteRules(List.of(), List.of(), List.of(access), PathStyle.USUAL);

    assertThat(SiteServer.of(site(rules, "index.html")).text())
        .contains("map $slipway_asked $slipway_closed {\n    default \"\";\n    \"~^\" 1;\n");
  }

  @Test
  void refusesMorePagesThanItCanHold() {
    var paths =
        IntStream.range(0, 2_100)
            .mapToObj(i -> "p".repeat(990) + i + ".html")
            .toArray(String[]::new);
    var manifest = site(SiteRules.NONE, paths);

    assertThatThrownBy(() -> SiteServer.of(manifest))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("its pages are too many for an image");
  }

  @Test
  void takesNoMorePlaceholdersThanItCanHold() {
    var line = "/a%d/:n /" + ":n".repeat(50) + " 301\n";
    var lines = IntStream.range(0, 100).mapToObj(line::formatted).collect(Collectors.joining());

    var server = SiteServer.of(site(rules(Dialect.NETLIFY, lines, ""), "index.html"));

    assertThat(server.notes())
        .contains(
            "The image does not do _redirects:41: more than 2,000 rules, or placeholders in"
                + " targets.");
  }

  @Test
  void addsToAFieldThatHasNoValueYet() {
    var rules =
        rules(Dialect.CLOUDFLARE, "", "/*\n  X-Frame-Options: DENY\n  X-Frame-Options: X\n");

    var text = SiteServer.of(site(rules, "index.html")).text();

    assertThat(text).contains(" \"DENY").doesNotContain("\"\"\"");
  }

  @Test
  void answersWithNoStatusThatNginxKeepsForItself() {
    var server =
        SiteServer.of(site(rules(Dialect.NETLIFY, "/a /index.html 499\n", ""), "index.html"));

    assertThat(server.text()).doesNotContain("499");
    assertThat(server.notes())
        .containsExactly("The image does not do _redirects:1: the status 499.");
  }

  @Test
  void looksForNoFileAboveTheSite() {
    var rules =
        rules(
            Dialect.NETLIFY,
            """
            /a/* /../../etc/:splat 200
            /b/* /%2e%2e/:splat 200
            /c/* /.:splat./etc/passwd 200
            /d/:n /x/../../:n 404
            /e/* /%0a/:splat 200
            /f/* /../:splat 301
            """,
            "");

    var server = SiteServer.of(site(rules, "index.html"));

    assertThat(server.notes())
        .hasSize(5)
        .allMatch(note -> note.endsWith(": a target with .. or a control character."));
  }

  private static SiteRules rules(Dialect dialect, String redirects, String headers) {
    return RuleCompiler.compile(
            RuleSources.NONE
                .withDialect(dialect)
                .withRedirects(new RuleFile("_redirects", redirects))
                .withHeaders(new RuleFile("_headers", headers)))
        .rules();
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
    var links = "<" + "$".repeat(1_000) + ">";
    var files =
        Stream.of(paths)
            .sorted(Manifest.ORDER)
            .map(path ->
                new ManifestFile(path, 1, "0".repeat(64), "text/html", true, List.of(), links))
            .toList();
    return new Manifest(Manifest.FORMAT, source, Fallback.NONE, rules, files);
  }
}
