package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.model.AccessRule;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.SiteRules;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.artifact.rules.source.RuleFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestRulesTest {

  private static final Origin ORIGIN = new Origin("_redirects", 3, "/a/:id/* /b");
  private static final PathPattern PATH =
      new PathPattern.Segments(
          List.of(
              new PathPattern.Literal(":a*"), new PathPattern.Name("id"), new PathPattern.Splat()),
          false,
          true);

  @Test
  void keepsEverythingThatRulesCanSay() throws IOException {
    var rules = new SiteRules(redirects(), headers(), access(), style());

    var read = ManifestReader.read(new ByteArrayInputStream(ManifestWriter.write(manifest(rules))));

    assertThat(read.rules()).isEqualTo(rules);
  }

  @Test
  void keepsWhatACompilerMade() throws IOException {
    for (var dialect : Dialect.values()) {
      var sources =
          RuleSources.NONE
              .withDialect(dialect)
              .withRedirects(
                  new RuleFile("_redirects", "/a/:x/* /b/:x?c=:splat\n/p-:y /q\n/a*/z /:splat 200"))
              .withHeaders(new RuleFile("_headers", "/*.js\n  X-A: :splat\n/a/*\n ! X-B"));
      var rules = RuleCompiler.compile(sources).rules();

      var read =
          ManifestReader.read(new ByteArrayInputStream(ManifestWriter.write(manifest(rules))));

      assertThat(read.rules()).isEqualTo(rules);
      assertThat(read.rules().redirects()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void answersWithItsRulesOnceItIsOpen(@TempDir Path folder)
      throws IOException, InterruptedException {
    var plain = folder.resolve("plain.tar");
    var ruled = folder.resolve("ruled.tar");
    Files.write(plain, Sample.tar(manifest(SiteRules.NONE)));
    var sources = RuleSources.NONE.withRedirects(new RuleFile("_redirects", "/a/* /b/:splat"));
    Files.write(ruled, Sample.tar(manifest(RuleCompiler.compile(sources).rules())));

    try (var without = Artifact.open(plain);
        var with = Artifact.open(ruled)) {
      var visit = SampleVisit.of("/a/c");

      assertThat(without.rules().redirection(visit, Stage.WITHOUT_FILE)).isEmpty();
      assertThat(with.rules().redirection(visit, Stage.WITHOUT_FILE))
          .hasValueSatisfying(each -> assertThat(each.target()).isEqualTo("/b/c"));
      assertThat(with.weight()).isGreaterThan(without.weight() + 1_000);
    }
  }

  @Test
  void saysNothingOfRulesWhereThereAreNone() {
    var written = new String(ManifestWriter.write(manifest(SiteRules.NONE)), UTF_8);

    assertThat(written).doesNotContain("rules").startsWith("{\"format\":2,");
  }

  @Test
  void readsTheFormatThatHadNoRules() throws IOException {
    var written = new String(ManifestWriter.write(manifest(SiteRules.NONE)), UTF_8);

    var read =
        ManifestReader.read(
            new ByteArrayInputStream(
                written.replace("{\"format\":2", "{\"format\":1").getBytes(UTF_8)));

    assertThat(read.format()).isEqualTo(1);
    assertThat(read.rules()).isEqualTo(SiteRules.NONE);
  }

  @Test
  void refusesRulesThatNoCompilerMade() {
    refuses("[]", "rules as an object");
    refuses("{\"redirects\":[3]}", "only objects in redirects");
    refuses("{\"redirects\":[{\"line\":1}]}", "no file of a rule");
    refuses(access("\"path\":[\"=a/b\"],\"credentials\":[\"a:b\"]"), "a segment has a slash");
    refuses(access("\"path\":[\"=\",\"=a\"],\"credentials\":[\"a:b\"]"), "an empty segment");
    refuses(access("\"path\":[\"*\",\"=a\"],\"credentials\":[\"a:b\"]"), "not the last segment");
    refuses(access("\"path\":[\":a\\u0001\"],\"credentials\":[\"a:b\"]"), "name is malformed");
    refuses(access("\"path\":[\"a\"],\"credentials\":[\"a:b\"]"), "has no kind");
    refuses(access("\"path\":[\"=a\"],\"credentials\":[\"ab\"]"), "credentials are user:password");
    refuses(access("\"prefix\":\"/\",\"expression\":\"((a{99}){99})\""), "repeats more than");
    refuses(header("\"kind\":\"set\",\"name\":\"A: b\""), "name is malformed");
    refuses(
        header("\"kind\":\"set\",\"name\":\"A\",\"value\":[\"=b\\r\\nC: d\"]"),
        "has control characters");
    refuses(header("\"kind\":\"double\",\"name\":\"A\""), "there is no kind double");
  }

  private static String access(String rest) {
    return "{\"access\":[{\"file\":\"f\",%s}]}".formatted(rest);
  }

  private static String header(String edit) {
    return "{\"headers\":[{\"file\":\"f\",\"path\":[],\"edits\":[{%s}]}]}".formatted(edit);
  }

  private static void refuses(String rules, String fault) {
    var plain = new String(ManifestWriter.write(manifest(SiteRules.NONE)), UTF_8);
    var hostile = plain.replace("\"files\"", "\"rules\":" + rules + ",\"files\"");

    assertThatThrownBy(() -> ManifestReader.read(new ByteArrayInputStream(hostile.getBytes(UTF_8))))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(fault);
  }

  private static Manifest manifest(SiteRules rules) {
    return new Manifest(Manifest.FORMAT, Sample.SOURCE, Fallback.NONE, rules, List.of());
  }

  private static List<RedirectRule> redirects() {
    var conditions =
        List.of(
            value(Condition.Place.QUERY, "id", new Condition.Captured("id"), true),
            value(Condition.Place.HEADER, "x-a", new Condition.Present(), false),
            value(Condition.Place.HOST, "", new Condition.Equal("a.example.com"), true),
            value(Condition.Place.PATH, "", new Condition.Matching("/api/.*"), false),
            value(Condition.Place.COOKIE, "c", new Condition.Matching("(?P<n>[0-9]+)"), true),
            new Condition.AnyCookie(List.of("a", "b")),
            new Condition.Language(List.of("de", "en-gb")));
    return List.of(
        new RedirectRule(
            ORIGIN,
            Stage.BEFORE_FILES,
            PATH,
            conditions,
            Template.of("/x/:id:idx", List.of("id", "idx")),
            301),
        new RedirectRule(
            ORIGIN,
            Stage.WITHOUT_FILE,
            new PathPattern.Expression("/b/", "/b/(?P<n>.*)", true),
            List.of(),
            Template.of("/404.html"),
            404));
  }

  private static Condition value(
      Condition.Place place, String name, Condition.Test test, boolean wanted) {
    return new Condition.Value(place, name, test, wanted);
  }

  private static List<HeaderRule> headers() {
    var edits =
        List.of(
            new HeaderRule.Edit(HeaderRule.Kind.SET, "X-A", Template.of("=b ü")),
            new HeaderRule.Edit(
                HeaderRule.Kind.ADD, "X-B", Template.of("c :splat", List.of("splat"))),
            new HeaderRule.Edit(HeaderRule.Kind.REMOVE, "X-C", Template.of("")));
    return List.of(new HeaderRule(ORIGIN, PATH, List.of(), edits));
  }

  private static List<AccessRule> access() {
    var strict = new PathPattern.Segments(List.of(new PathPattern.Literal("")), true, false);
    return List.of(new AccessRule(ORIGIN, strict, List.of("user:pass:word")));
  }

  private static PathStyle style() {
    return new PathStyle(false, PathStyle.TrailingSlash.FORCE);
  }
}
