package dev.slipway.artifact.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.rules.PathStyle;
import dev.slipway.artifact.rules.SampleVisit;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.match.RuleBook;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNote;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuleCompilerTest {

  @Test
  void readsRedirectsBeforeTheSettingsAndOnlyOnce() {
    var sources =
        RuleSources.NONE
            .withRedirects(new RuleFile("_redirects", "/a /b\n/c /d"))
            .withNetlify(
                new RuleFile(
                    "netlify.toml",
                    """
                    [build]
                    command = "make"
                    [build.processing.html]
                    pretty_urls = false
                    [[redirects]]
                    from = "/a"
                    to = "/b"
                    [[redirects]]
                    from = "/e"
                    to = "/f"
                    status = 302
                    force = true
                    query = {id = ":id"}
                    conditions = {Language = ["de", "en"], Cookie = ["k"]}
                    """));

    var compiled = RuleCompiler.compile(sources);

    assertThat(compiled.rules().redirects())
        .extracting(rule -> rule.origin().toString())
        .containsExactly("_redirects:1", "_redirects:2", "netlify.toml:8");
    assertThat(told(compiled.notes()))
        .containsExactly(
            "netlify.toml:5: It is never reached: _redirects:1 takes all of its paths first.");
    assertThat(compiled.rules().redirects().getLast().conditions()).hasSize(3);
    assertThat(compiled.rules().paths())
        .isEqualTo(new PathStyle(true, PathStyle.TrailingSlash.NONE));
  }

  @Test
  void notesWhatNobodyCanReach() {
    var notes =
        notes(
            """
            /a/:x  /1
            /a/b   /2
            /a/b/  /3
            /a/*   /4
            /a/c/d /5
            /z/*/q /6
            /q id=1 /7
            /q id=1 /8
            /*     /9
            /z/p* /10
            """);

    assertThat(notes)
        .containsExactly(
            "_redirects:2: It is never reached: _redirects:1 takes all of its paths first.",
            "_redirects:3: It is never reached: _redirects:1 takes all of its paths first.",
            "_redirects:5: It is never reached: _redirects:4 takes all of its paths first.",
            "_redirects:8: It is never reached: _redirects:7 takes all of its paths first.",
            "_redirects:10: It is never reached: _redirects:9 takes all of its paths first.");
  }

  @Test
  void endsADeploymentWhoseFilesArePastTheirBudgets() {
    var large = new RuleFile("_redirects", "#".repeat(RuleFile.LARGEST + 1));
    var alike =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "/*/" + i + " /t")
            .collect(Collectors.joining("\n"));

    assertThatThrownBy(() -> RuleCompiler.compile(RuleSources.NONE.withRedirects(large)))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("rules-too-large");
    assertThatThrownBy(() ->
            RuleCompiler.compile(RuleSources.NONE.withRedirects(new RuleFile("_redirects", alike))))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("rules-too-alike");
  }

  @Test
  void keepsTwoHundredNotesAndCountsTheRest() {
    var notes = notes("nonsense\n".repeat(300));

    assertThat(notes).hasSize(201);
    assertThat(notes.getLast()).contains("100 more");
  }

  @Test
  void leavesOutALineThatIsTooLong() {
    var notes = notes("/a /" + "b".repeat(RuleFile.LONGEST_LINE) + "\n/c /d");

    assertThat(notes)
        .singleElement()
        .asString()
        .contains("_redirects:1: The line has 2,004 characters");
  }

  @Test
  void givesNoRulesOfTheSettingsInTheOtherDialect() {
    var sources =
        RuleSources.NONE
            .withDialect(Dialect.CLOUDFLARE)
            .withNetlify(new RuleFile("netlify.toml", "[[redirects]]\nfrom='/a'\nto='/b'"));

    var compiled = RuleCompiler.compile(sources);

    assertThat(compiled.rules().redirects()).isEmpty();
    assertThat(told(compiled.notes()))
        .singleElement()
        .asString()
        .contains("dialect is Cloudflare's");
  }

  @Test
  void neverFailsOfWhatAFileSays() {
    var random = new Random(11);
    var pieces =
        List.of(
            "/a",
            "/:x",
            "*",
            "/",
            " ",
            "\n",
            "\t",
            ":",
            "%",
            "%2F",
            "%00",
            "301",
            "200!",
            "https://",
            "http://a.b",
            "=",
            "Cookie=",
            "#",
            "?",
            "!",
            "\0",
            "\uD800",
            "é",
            "[[redirects]]\n",
            "from=\"",
            "\"",
            "[[headers]]\n",
            "for=",
            "{",
            "}",
            "[",
            "X-A: b",
            "! X",
            "\r\n",
            "(?P<",
            "\\E",
            "$1");

    assertThatCode(
            () -> {
              for (var i = 0; i < 12_000; i++) {
                var text =
                    Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                        .limit(random.nextInt(30))
                        .collect(Collectors.joining());
                compileAll(text, i % 2 == 0 ? Dialect.NETLIFY : Dialect.CLOUDFLARE, i % 30 == 0);
              }
            })
        .doesNotThrowAnyException();
  }

  private static void compileAll(String text, Dialect dialect, boolean toml) {
    var sources =
        RuleSources.NONE
            .withDialect(dialect)
            .withRedirects(new RuleFile("_redirects", text))
            .withHeaders(new RuleFile("_headers", text));
    var all = toml ? sources.withNetlify(new RuleFile("netlify.toml", text)) : sources;
    var rules = RuleBook.of(RuleCompiler.compile(all).rules());
    for (var stage : Stage.values()) {
      rules
          .redirection(SampleVisit.of("/a/b?c=d"), stage)
          .ifPresent(each ->
              assertThat(each.target()).matches("(/|https?://)[!-~]*").doesNotStartWith("//"));
    }
    for (var change : rules.headers(SampleVisit.of("/a/b"))) {
      assertThat(change.name() + change.value()).matches("[ -~]*");
    }
  }

  private static List<String> notes(String redirects) {
    var sources = RuleSources.NONE.withRedirects(new RuleFile("_redirects", redirects));
    return told(RuleCompiler.compile(sources).notes());
  }

  private static List<String> told(List<RuleNote> notes) {
    return notes.stream().map(note -> note.origin() + ": " + note.why()).toList();
  }
}
