package dev.slipway.artifact.rules.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.artifact.rules.PathStyle.TrailingSlash;
import dev.slipway.artifact.rules.Stage;
import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.model.Template;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VercelReaderTest {

  @Test
  void readsRedirectsBeforeFilesAndRewritesBehindThem() {
    var rules =
        read(
            """
            {
              "redirects": [
                {"source": "/old", "destination": "/new"},
                {"source": "/blog/:slug", "destination": "/posts/:slug?from=:slug", "permanent": false}
              ],
              "rewrites": [
                {"source": "/(.*)", "destination": "/index.html"}
              ]
            }
            """);

    assertThat(rules.notes()).isEmpty();
    assertThat(rules.redirects())
        .extracting(
            RedirectRule::stage,
            RedirectRule::status,
            rule -> rule.origin().line(),
            rule -> rule.origin().text())
        .containsExactly(
            tuple(Stage.BEFORE_FILES, 308, 3, "/old /new"),
            tuple(Stage.BEFORE_FILES, 307, 4, "/blog/:slug /posts/:slug?from=:slug"),
            tuple(Stage.WITHOUT_FILE, 200, 7, "/(.*) /index.html"));
    assertThat(rules.redirects().get(1).path())
        .isEqualTo(
            new PathPattern.Segments(
                List.of(new PathPattern.Literal("blog"), new PathPattern.Name("slug")),
                true,
                true));
    assertThat(rules.redirects().get(1).target())
        .isEqualTo(
            new Template(
                List.of(
                    new Template.Text("/posts/"),
                    new Template.Placeholder("slug"),
                    new Template.Text("?from="),
                    new Template.Placeholder("slug"))));
    assertThat(rules.redirects().get(2).path())
        .isEqualTo(new PathPattern.Segments(List.of(new PathPattern.Splat()), true, true));
  }

  @Test
  void takesWhatMustNotFollowAsASecondTestOfThePath() {
    var rule = redirect("{\"source\": \"/((?!api/|_next/).*)\", \"destination\": \"/index.html\"}");

    assertThat(rule.path()).isEqualTo(new PathPattern.Expression("/", "(?s)(?:\\x{2f}(.*))", true));
    assertThat(rule.conditions())
        .containsExactly(
            new Condition.Value(
                Condition.Place.PATH,
                "",
                new Condition.Matching("(?is)\\x{2f}(?:api/|_next/).*"),
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a/:path* /a /a(?:/.+)?",
        "/a/:path+ /a /a/.+",
        "/a/:id(\\\\d+) /a /a/[0-9]+",
        "/a-:id /a- /a-[^/]+",
        "/:file.:ext / /[^/]+?[.][^/]+",
        "/a{/:b}?/c /a /a(?:/b)?/c",
      })
  void triesExpressionsOnlyWhereAPathBeginsAsTheyDo(String source, String prefix, String like) {
    var rule = redirect("{\"source\": \"%s\", \"destination\": \"/\"}".formatted(source));

    assertThat(rule.path())
        .isInstanceOfSatisfying(
            PathPattern.Expression.class,
            expression -> {
              assertThat(expression.prefix()).isEqualTo(prefix);
              for (var path : List.of("/a", "/a/", "/a/b", "/a/7", "/a/b/c", "/a-x", "/x.y")) {
                assertThat(expression.compiled().matches(path))
                    .as(path)
                    .isEqualTo(
                        path.matches(like) && !(path.equals("/a/") && like.contains("(?:/.")));
              }
            });
  }

  @Test
  void readsConditions() {
    var rule =
        redirect(
            """
            {"source": "/x", "destination": "/:id/:host/:n",
             "has": [{"type": "query", "key": "id"},
                     {"type": "host", "value": "(?<n>[a-z]+)\\\\.example\\\\.com"},
                     {"type": "header", "key": "X-A", "value": {"pre": "v1.", "neq": "v1.0"}}],
             "missing": [{"type": "cookie", "key": "seen"}]}
            """);

    assertThat(rule.conditions())
        .containsExactly(
            value(Condition.Place.QUERY, "id", new Condition.Captured("id"), true),
            value(
                Condition.Place.HOST,
                "",
                new Condition.Matching("(?P<host>(?P<n>[a-z]+)\\.example\\.com)"),
                true),
            value(Condition.Place.HEADER, "x-a", new Condition.Present(), true),
            value(Condition.Place.HEADER, "x-a", new Condition.Matching("(?s)v1\\x{2e}.*"), true),
            value(Condition.Place.HEADER, "x-a", new Condition.Equal("v1.0"), false),
            value(Condition.Place.COOKIE, "seen", new Condition.Captured("seen"), false));
    assertThat(rule.target().pieces())
        .contains(
            new Template.Placeholder("id"),
            new Template.Placeholder("host"),
            new Template.Placeholder("n"));
  }

  @Test
  void readsHeaders() {
    var rules =
        read(
            """
            {"headers": [
              {"source": "/files/:name",
               "headers": [{"key": "X-Name", "value": "it is :name, at 12:30"},
                           {"key": "bad name", "value": "x"},
                           {"key": "X-Split", "value": "a\\r\\nSet-Cookie: b"}]}
            ]}
            """);

    assertThat(rules.headers())
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.edits())
                .containsExactly(
                    new HeaderRule.Edit(
                        HeaderRule.Kind.SET,
                        "X-Name",
                        new Template(
                            List.of(
                                new Template.Text("it is "),
                                new Template.Placeholder("name"),
                                new Template.Text(", at 12:30"))))));
    assertThat(rules.notes())
        .extracting(note -> note.origin().line(), note -> note.why())
        .containsExactly(
            tuple(4, "`bad name` is no header's name: letters, digits and hyphens."),
            tuple(5, "The value of X-Split has other characters than those of ASCII."));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', , ",
    "'{\"cleanUrls\": true}', true, ",
    "'{\"cleanUrls\": false, \"trailingSlash\": true}', false, FORCE",
    "'{\"trailingSlash\": false}', , DROP",
    "'{\"trailingSlash\": null}', , ",
  })
  void readsHowPathsAreSpelled(String file, Boolean clean, TrailingSlash slash) {
    assertThat(read(file).paths())
        .isEqualTo(new PathWishes(Optional.ofNullable(clean), Optional.ofNullable(slash)));
  }

  @Test
  void notesWhatDoesNotCountWithItsLine() {
    var rules =
        read(
            """
            {
              "routes": [{"src": "/a"}],
              "cleanUrls": "yes",
              "redirects": [
                {"source": "/a/:b", "destination": "/c/:d"},
                {"source": "/good", "destination": "https://example.com:8443/x"},
                {"destination": "/c"},
                {"source": "/a", "destination": "/c", "statusCode": 200},
                {"source": "/a", "destination": "/c", "statusCode": 301, "permanent": true},
                {"source": "/a", "destination": "javascript:alert(1)"},
                "/a"
              ],
              "rewrites": [
                {"source": "/api/(.*)", "destination": "https://api.example.com/$1"},
                {"source": "/a", "destination": {"service": "x"}}
              ],
              "headers": {}
            }
            """);

    assertThat(rules.redirects()).hasSize(1);
    assertThat(rules.notes())
        .extracting(note -> note.origin().line(), note -> note.why())
        .containsExactly(
            tuple(
                2,
                "\"routes\" does not count: write \"redirects\", \"rewrites\" and \"headers\""
                    + " instead."),
            tuple(3, "\"cleanUrls\" does not count: it is neither true nor false."),
            tuple(
                5, "The destination has \":d\", but neither the source nor \"has\" has that name."),
            tuple(7, "It has no text called \"source\"."),
            tuple(8, "A redirect can't have the status 200, but 301, 302, 303, 307 and 308."),
            tuple(9, "It has both \"permanent\" and \"statusCode\": leave one of them out."),
            tuple(
                10,
                "The destination \"javascript:alert(1)\" is neither a path that begins with a slash"
                    + " nor a URL that begins with https:// or http://."),
            tuple(11, "An entry of \"redirects\" does not count: it is not an object."),
            tuple(
                14,
                "A rewrite to another site would have to be passed on to it, which Slipway does not"
                    + " do. Use a redirect, or let the page itself ask the other site."),
            tuple(15, "It has no text called \"destination\"."),
            tuple(17, "\"headers\" does not count: it is not a list."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old                | The source matches no path: begin it with a slash.",
        ":a                 | The source matches no path: begin it with a slash.",
        "/a*                | The source has a \"*\" where none can stand.",
        "/a(                | The source has a \"(\" that is not closed.",
        "/a()               | The source has a pattern that is empty or begins with \"?\".",
        "/(?!x)             | The source has a pattern that is empty or begins with \"?\".",
        "/((x))             | The source has parentheses inside of \"(\"; write \"(?:\" for those"
            + " inside.",
        "/{a                | The source has a \"{\" that is not closed.",
        "/:                 | The source has a \":\" without a name; write \"\\\\:\" for a colon.",
        "/a\\\\             | The source ends with a backslash.",
        "/(a{99}(?:b{99})) | The source can't be used: an expression repeats more than 1000 times.",
        "/(.*(?!x))         | Looking ahead or behind, as \".*(?!x)\" does, is possible only as"
            + " \"(?!…)\" at the beginning of a pattern.",
        "/(.*)/((?!x).*)    | What must not follow, as \"(?!…)\" says, can be told only where what"
            + " stands before it is plain text or whole segments.",
        "/(a\\\\1)          | What a group has matched can't be asked for again, as \"a\\1\" does.",
        "/([z-a])           | The expression \"[z-a]\" is malformed or can't be used here: invalid"
            + " character class range.",
      })
  void saysWhyASourceCannotBeUsed(String source, String why) {
    var rules =
        read("{\"redirects\": [{\"source\": \"%s\", \"destination\": \"/\"}]}".formatted(source));

    assertThat(rules.redirects()).isEmpty();
    assertThat(rules.notes()).extracting(note -> note.why()).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                    | 1 | Nothing in it counts: it is empty.",
        "[]                  | 1 | Nothing in it counts: it is not an object.",
        "{} {}               | 1 | Nothing in it counts: something follows its end.",
        "`{\n\"a\": 1,\n}`   | 3 | Nothing in it counts: it is not JSON.",
        "{\"redirects\": [{] | 1 | Nothing in it counts: it is not JSON.",
      })
  void countsNothingOfAFileThatIsMalformed(String text, int line, String why) {
    var rules = read(text == null ? "" : text);

    assertThat(rules.redirects()).isEmpty();
    assertThat(rules.notes())
        .extracting(note -> note.origin().line(), note -> note.why())
        .containsExactly(tuple(line, why));
  }

  @Test
  void endsWithTextsThatAreHostile() {
    assertThat(read("[".repeat(100_000)).notes()).hasSize(1);
    assertThat(read("{\"a\": \"" + "x".repeat(2 << 20) + "\"}").notes()).hasSize(1);
    assertThat(read("{\"a\": " + "9".repeat(1_000) + "}").notes()).hasSize(1);
    assertThat(source("/" + "(?:".repeat(1_300)).notes()).hasSize(1);
    assertThat(source("/" + "a".repeat(5_000)).notes()).hasSize(1);
    assertThat(source("/(" + "(?:a{1000}){1000}" + ")").notes()).hasSize(1);
  }

  private static VercelRules source(String source) {
    return read(
        "{\"redirects\": [{\"source\": \"%s\", \"destination\": \"/\"}]}".formatted(source));
  }

  private static RedirectRule redirect(String rule) {
    var rules = read("{\"redirects\": [" + rule + "]}");
    assertThat(rules.notes()).isEmpty();
    return rules.redirects().getFirst();
  }

  private static Condition value(
      Condition.Place place, String name, Condition.Test test, boolean wanted) {
    return new Condition.Value(place, name, test, wanted);
  }

  private static VercelRules read(String text) {
    return VercelReader.read(new RuleFile("vercel.json", text));
  }
}
