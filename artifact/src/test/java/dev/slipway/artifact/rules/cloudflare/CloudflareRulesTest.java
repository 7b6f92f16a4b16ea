package dev.slipway.artifact.rules.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.Rules;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudflareRulesTest {

  private static final RuleSources NONE = RuleSources.NONE.withDialect(Dialect.CLOUDFLARE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a /b | /a | 302 /b",
        "/a /b | /a/ | -",
        "/a/* /b/:splat | /a | -",
        "/a/* /b/:splat | /a/ | 302 /b/",
        "/a/* /b/:splat 301 | /a/x/y | 301 /b/x/y",
        "/a* /b:splat | /abc/d | 302 /bbc/d",
        "/p-:id/:idx /q/:idx/:id | /p-1/2 | 302 /q/2/1",
        "/*/end /t/:splat | /a/b/end | 302 /t/a/b",
        "/a /b 200 | /a?x=y | 200 /b",
        "/a /b | /a?x=y | 302 /b?x=y",
        "a?x=y /b | /a | 302 /b",
        "/a /b # not 301 | /a | 302 /b",
      })
  void sendsAndShowsBeforeTheFiles(String rule, String path, String answer) {
    var found = redirects(rule).redirection(SampleVisit.of(path), Stage.BEFORE_FILES);

    assertThat(found.map(each -> each.status() + " " + each.target()).orElse("-"))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/* /index.html 200 | in a circle",
        "/a /b 301! | no status `301!`",
        "/a /b 404 | no status `404`",
        "/a | There are 1 words",
        "/a /b 301 x | There are 4 words",
        "https://x.test/a /b | not a host",
        "/a http://x.test/ | begins with a slash, or with https://",
        "/a https://x.test/ 200 | which is not supported",
        "/*/* /b | there twice",
        "/:a/:a /b | there twice",
      })
  void notesWhyARuleDoesNotCount(String rule, String why) {
    var compiled = RuleCompiler.compile(NONE.withRedirects(new RuleFile("_redirects", rule)));

    assertThat(compiled.rules().redirects()).isEmpty();
    assertThat(compiled.notes()).singleElement().asString().contains(why).contains(rule);
  }

  @Test
  void countsTheFirstRuleOfAPath() {
    var file = new RuleFile("_redirects", "/a /b\n/a /c");

    var compiled = RuleCompiler.compile(NONE.withRedirects(file));

    assertThat(compiled.rules().redirects()).hasSize(1);
    assertThat(compiled.notes()).singleElement().asString().startsWith("_redirects:2:");
  }

  @Test
  void setsHeadersOnceAndThenAppends() {
    var rules =
        headers(
            """
            /*
              X-A: one
              X-B: b
            /a/:x/*
              x-a: :x and :splat
              ! X-B
            """);

    assertThat(told(rules, SampleVisit.of("/a/1/2/3")))
        .containsExactly("SET X-A one", "SET X-B b", "REMOVE X-B ", "APPEND x-a 1 and 2/3");
    assertThat(told(rules, SampleVisit.of("/a/\r\nX-C: d/e")))
        .contains("APPEND x-a %0D%0AX-C:%20d and e");
  }

  @Test
  void givesHeadersToHosts() {
    var rules = headers("https://:project.pages.test/*\n  X-P: :project\n");

    assertThat(told(rules, SampleVisit.of("/a").at("https", "mine.pages.test")))
        .containsExactly("SET X-P mine");
    assertThat(told(rules, SampleVisit.of("/a").at("https", "a.b.pages.test"))).isEmpty();
  }

  private static List<String> told(Rules rules, SampleVisit visit) {
    return rules.headers(visit).stream()
        .map(change -> change.kind() + " " + change.name() + " " + change.value())
        .toList();
  }

  private static Rules redirects(String text) {
    return RuleBook.of(
        RuleCompiler.compile(NONE.withRedirects(new RuleFile("_redirects", text))).rules());
  }

  private static Rules headers(String text) {
    return RuleBook.of(
        RuleCompiler.compile(NONE.withHeaders(new RuleFile("_headers", text))).rules());
  }
}
