package dev.slipway.artifact.rules.netlify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.rules.HeaderChange;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetlifyRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/* /index.html 200 | /any/where | 200 /index.html",
        "/a /b | /a/ | 301 /b",
        "/a/* /b/:splat | /a | 301 /b/",
        "/a/* /b/:splat | /a/x/y/?q=1 | 301 /b/x/y/?q=1",
        "/a/* 200 | /a/x | 200 /a/x",
        "/a /b?c=d 302 | /a?e=f | 302 /b?c=d",
        "/a /b#c 302 | /a?e=f | 302 /b?e=f#c",
        "/a /404.html 404 | /a | 404 /404.html",
        "/s id=:id /blog/:id | /s?x=1&id=7 | 301 /blog/7?x=1&id=7",
        "/s id=:id /blog/:id 200 | /s?id=%2F%2Fevil.test | 200 /blog/%2F%2Fevil.test",
        "/*/x /:splat 302 | /x | 302 /",
        "/:x/* https://:x.cdn.example.com/:splat 302 | /de/a | 302 https://de.cdn.example.com/a",
        "/ä /ö | /ä | 301 /%C3%B6",
        "/a/:x /b/:x | /a/100% | 301 /b/100%25",
        "/a /b # 302 | /a | 301 /b",
      })
  void sendsAndShows(String rule, String path, String answer) {
    var found = redirects(rule).redirection(SampleVisit.of(path), Stage.WITHOUT_FILE);

    assertThat(found.map(each -> each.status() + " " + each.target())).hasValue(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a https://api.test/ 200 | which is not supported",
        "/a | There is no target",
        "a /b | begins with a slash",
        "/a /b 299 | no redirect with status 299",
        "/a /b 301 Country=us | visitor's country",
        "/a /b 301 Role=admin | role in a token",
        "/a /b 301 Colour=red | allowed are Cookie and Language",
        "/a /b Language=de | stands where the status should",
        "/a id= /b | name=value",
        "/a?b=c /d | has a query",
        "/a//b /c | two slashes in a row",
        "/a /a/ | where they are",
        "/:x https://:x/ | the visitor's choice",
        "/:x https://:x.com/ | the visitor's choice",
        "/a //b.test | two slashes",
        "/a mailto:me@b.test | name=value",
        "http://a.test:8080/x /y | without a port",
        "/%2e%2e/a /b | that no visit has",
      })
  void notesWhyARuleDoesNotCount(String rule, String why) {
    var sources = RuleSources.NONE.withRedirects(new RuleFile("_redirects", "# first\n" + rule));

    var compiled = RuleCompiler.compile(sources);

    assertThat(compiled.rules().redirects()).isEmpty();
    assertThat(compiled.notes())
        .singleElement()
        .asString()
        .startsWith("_redirects:2: ")
        .contains(why)
        .contains(rule);
  }

  @Test
  void letsTheFirstRuleDecideWhateverWinsOverFiles() {
    var rules = redirects("/a/* /first 302\n/a/b /second 302!\n/c /third 302!");

    assertThat(rules.redirection(SampleVisit.of("/a/b"), Stage.BEFORE_FILES)).isEmpty();
    assertThat(rules.redirection(SampleVisit.of("/a/b"), Stage.WITHOUT_FILE))
        .hasValueSatisfying(each -> assertThat(each.target()).isEqualTo("/first"));
    assertThat(rules.redirection(SampleVisit.of("/c"), Stage.BEFORE_FILES)).isPresent();
  }

  @Test
  void knowsTheLanguageThatIsLikedBest() {
    var rules = redirects("/ /de 302 Language=de");

    assertThat(language(rules, "en;q=0.3, de-AT;q=0.9")).isTrue();
    assertThat(language(rules, "de;q=0.2,en")).isFalse();
    assertThat(language(rules, "den")).isFalse();
  }

  @Test
  void givesHeadersToPathsInAnyCase() {
    var rules =
        headers(
            """
            /*
              X-A: one
              X-A: two
              ! X-Powered-By
            /Assets/:x
              x-a: three
            /*.js
              X-B: script
            """);

    assertThat(told(rules, "/assets/b/"))
        .containsExactly("REMOVE X-Powered-By ", "SET X-A one, two", "SET x-a three");
    assertThat(told(rules, "/x/y.js"))
        .containsExactly("REMOVE X-Powered-By ", "SET X-A one, two", "SET X-B script");
  }

  @Test
  void protectsPaths() {
    var rules = headers("/admin/*\n  Basic-Auth: me:secret you:word\n");

    assertThat(rules.basicAuth(SampleVisit.of("/Admin")))
        .hasValueSatisfying(
            auth -> assertThat(auth.credentials()).containsExactly("me:secret", "you:word"));
    assertThat(rules.basicAuth(SampleVisit.of("/administer"))).isEmpty();
    assertThat(rules.headers(SampleVisit.of("/admin"))).isEmpty();
  }

  @Test
  void leavesNothingOpenThatWasToBeProtected() {
    assertThatThrownBy(() -> headers("/admin/*\n  Basic-Auth: secret\n"))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("_headers:1");
    assertThatThrownBy(() -> headers("//admin\n  Basic-Auth: a:b\n"))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("_headers:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 3 | the server's own",
        "Transfer-Encoding: chunked | the server's own",
        "X A: b | is no header's name",
        "X-A: | has no value",
        "X-A: ü | other characters than those of ASCII",
        "Set-Cookie: a=b; Domain=example.com | would reach other sites",
        "nonsense | There is no colon",
      })
  void notesHeadersThatASiteMayNotSet(String header, String why) {
    var sources = RuleSources.NONE.withHeaders(new RuleFile("_headers", "/a\n  " + header));

    var compiled = RuleCompiler.compile(sources);

    assertThat(compiled.rules().headers()).isEmpty();
    assertThat(compiled.notes())
        .singleElement()
        .asString()
        .startsWith("_headers:2: ")
        .contains(why);
  }

  @Test
  void readsHeadersOfSettingsWithSeveralLines() {
    var toml =
        """
        [[headers]]
        for = "/*"
        [headers.values]
        X-A = "one"
        Cache-Control = '''
        max-age=0,
        no-store'''
        """;
    var sources = RuleSources.NONE.withNetlify(new RuleFile("netlify.toml", toml));

    var rules = RuleBook.of(RuleCompiler.compile(sources).rules());

    assertThat(told(rules, "/"))
        .containsExactlyInAnyOrder("SET X-A one", "SET Cache-Control max-age=0, no-store");
  }

  @Test
  void notesWhatSettingsSayInVain() {
    var toml =
        """
        edge_functions = 1
        [[redirects]]
        from = "/a"
        to = "/b"
        status = "301"
        [[redirects]]
        from = "/c"
        to = "/d"
        colour = "red"
        [[context.production.headers]]
        for = "/"
        """;
    var sources = RuleSources.NONE.withNetlify(new RuleFile("netlify.toml", toml));

    var compiled = RuleCompiler.compile(sources);

    assertThat(compiled.rules().redirects()).hasSize(1);
    assertThat(compiled.notes())
        .extracting(note -> note.origin().line())
        .containsExactly(2, 6, 1, 10);
  }

  private static boolean language(Rules rules, String accepted) {
    var visit = SampleVisit.of("/").with("accept-language", accepted);
    return rules.redirection(visit, Stage.WITHOUT_FILE).isPresent();
  }

  private static List<String> told(Rules rules, String path) {
    return rules.headers(SampleVisit.of(path)).stream().map(NetlifyRulesTest::told).toList();
  }

  private static String told(HeaderChange change) {
    return change.kind() + " " + change.name() + " " + change.value();
  }

  private static Rules redirects(String text) {
    var sources = RuleSources.NONE.withRedirects(new RuleFile("_redirects", text));
    return RuleBook.of(RuleCompiler.compile(sources).rules());
  }

  private static Rules headers(String text) {
    var sources = RuleSources.NONE.withHeaders(new RuleFile("_headers", text));
    return RuleBook.of(RuleCompiler.compile(sources).rules());
  }
}
