package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.rules.PathStyle.TrailingSlash;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the paths of pages are spelled, as a site wants it.
final class PathStyleTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // clean, slash, path, what happens: a file, or a path to go to
    "true, AUTO, /, [index.html]",
    "true, AUTO, /about, [about.html]",
    "true, AUTO, /about/, /about",
    "true, AUTO, /about.html, /about",
    "true, AUTO, /docs, /docs/",
    "true, AUTO, /docs/, [docs/index.html]",
    "true, AUTO, /docs/index.html, /docs/",
    "true, AUTO, /docs/index, /docs/",
    "true, AUTO, /index.html, /",
    "true, FORCE, /, [index.html]",
    "true, FORCE, /about, /about/",
    "true, FORCE, /about/, [about.html]",
    "true, FORCE, /about.html, /about/",
    "true, FORCE, /docs, /docs/",
    "true, FORCE, /docs/, [docs/index.html]",
    "true, FORCE, /file.txt, [file.txt]",
    "true, DROP, /, [index.html]",
    "true, DROP, /about, [about.html]",
    "true, DROP, /about/, /about",
    "true, DROP, /about.html, /about",
    "true, DROP, /docs, [docs/index.html]",
    "true, DROP, /docs/, /docs",
    "true, DROP, /docs/index.html, /docs",
    "true, DROP, /index.html, /",
    "true, NONE, /about, [about.html]",
    "true, NONE, /about/, [about.html]",
    "true, NONE, /about.html, /about",
    "true, NONE, /docs, [docs/index.html]",
    "true, NONE, /docs/, [docs/index.html]",
    "true, NONE, /docs/index.html, /docs/",
    "false, AUTO, /about.html, [about.html]",
    "false, AUTO, /about, nothing",
    "false, AUTO, /about/, nothing",
    "false, AUTO, /docs, /docs/",
    "false, AUTO, /docs/, [docs/index.html]",
    "false, AUTO, /docs/index.html, [docs/index.html]",
    "false, AUTO, /docs/index, nothing",
    "false, FORCE, /about.html, [about.html]",
    "false, FORCE, /docs, /docs/",
    "false, DROP, /docs/, /docs",
    "false, DROP, /docs, [docs/index.html]",
    "false, NONE, /docs/, [docs/index.html]",
    "false, NONE, /docs, [docs/index.html]"
  })
  void showsAPageAtItsAddress(boolean clean, TrailingSlash slash, String path, String outcome) {
    var rules = new HandMadeRules().paths(clean, slash);

    try (var site =
        TestSite.of(folder, rules, "index.html", "about.html", "docs/index.html", "file.txt")) {
      assertThat(outcome(site, path)).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, /both, [both.html]",
    "AUTO, /both/, [both/index.html]",
    "AUTO, /both.html, /both",
    "FORCE, /both, [both.html]",
    "FORCE, /both/, [both/index.html]",
    "FORCE, /both.html, [both.html]",
    "DROP, /both, [both.html]",
    "DROP, /both/, [both/index.html]",
    "DROP, /both/index.html, [both/index.html]",
    "NONE, /both, [both.html]",
    "NONE, /both/, [both/index.html]",
    "AUTO, /raw.html, [raw.html]",
    "AUTO, /raw, [raw]",
    "AUTO, /x/.html, [x/.html]"
  })
  void sendsNobodyToAnotherFile(TrailingSlash slash, String path, String outcome) {
    var rules = new HandMadeRules().paths(true, slash);

    try (var site =
        TestSite.of(folder, rules, "both.html", "both/index.html", "raw", "raw.html", "x/.html")) {
      assertThat(outcome(site, path)).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/%61bout, [about.html]",
    "/%61bout.html, /about",
    "/a%20b/%c3%a9.html, /a%20b/%C3%A9",
    "/a%20b/%c3%A9, [a b/é.html]"
  })
  void showsThePageHoweverItsPathIsEncoded(String path, String outcome) {
    try (var site = TestSite.of(folder, new HandMadeRules(), "about.html", "a b/é.html")) {
      assertThat(outcome(site, path)).isEqualTo(outcome);
    }
  }

  @Test
  void keepsTheQuery() {
    try (var site = TestSite.of(folder, new HandMadeRules(), "docs/index.html")) {
      var location = site.get("/docs?q=a%20b&c[]=1").headers().get("Location");

      assertThat(location).isEqualTo("/docs/?q=a%20b&c[]=1");
    }
  }

  private static String outcome(TestSite site, String path) {
    var answer = site.get(path);
    return switch (answer.status()) {
      case 200 -> site.body(answer);
      case 308 -> answer.headers().getOrDefault("Location", "nowhere");
      case 404 -> "nothing";
      default -> "status " + answer.status();
    };
  }
}
