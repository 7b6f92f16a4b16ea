package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.compile.RuleCompiler;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.serving.testing.SmallSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Portable images of sites whose rules are made to break their server's configuration, or out of
/// the site.
class HostileImageIT {

  private static final List<String> PIECES =
      List.of(
          "/",
          "/*",
          ":a",
          ":splat",
          "\"",
          "'",
          "$",
          "${x}",
          "{",
          "}",
          ";",
          "\\",
          "~",
          "^",
          "(",
          ")",
          "[",
          "]",
          "|",
          "+",
          "?",
          "#",
          "%0a",
          "%00",
          "%22",
          "../",
          "default",
          "include",
          "*",
          "`",
          "%",
          "\t",
          "\u0085",
          "\u2028",
          "\u202e",
          "é",
          "$".repeat(300),
          "~".repeat(900));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void startWhateverTheirRulesSay(Dialect dialect) throws InterruptedException {
    var random = new Random(5);
    var redirects = new StringBuilder("/up/* /../:splat 200\n/bye /index.html 499\n");
    var headers = new StringBuilder("/*\n  X-Frame-Options: DENY\n");
    for (var i = 0; i < 150; i++) {
      var status = List.of(" 301", " 200", " 404", "").get(i % 4);
      redirects.append("/r/%s /%s%s\n".formatted(word(random), word(random), status));
      headers.append("/h/%s\n  X-%d: %s\n".formatted(word(random), i, word(random)));
    }
    var rules =
        RuleCompiler.compile(
                RuleSources.NONE
                    .withDialect(dialect)
                    .withRedirects(new RuleFile("_redirects", redirects.toString()))
                    .withHeaders(new RuleFile("_headers", headers.toString())))
            .rules();
    var tar = new SmallSite("index.html").rules(rules).pack(folder);

    try (var running = new RunningImage(tar, folder)) {
      var page = running.answer(AskedFor.get("/"));
      var up = running.answer(AskedFor.get("/up/etc/passwd"));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
      assertThat(up.statusCode()).isEqualTo(404);
    }
  }

  private static String word(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }
}
