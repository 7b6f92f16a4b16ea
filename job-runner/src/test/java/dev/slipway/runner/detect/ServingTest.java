package dev.slipway.runner.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.rules.PathStyle.TrailingSlash;
import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.compile.RuleSources;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.core.deployment.DeploymentFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServingTest {

  @Test
  void findsNothingInARepositoryThatSaysNothing() {
    var serving = Serving.read(new MapTree().withFiles("index.html", "docs/netlify.toml"));

    assertThat(serving.sources()).isEqualTo(RuleSources.NONE);
    assertThat(serving.notes()).isEmpty();
  }

  @Test
  void readsTheFilesAtTheRoot() {
    var serving =
        Serving.read(new MapTree().with("netlify.toml", "[build]").with("vercel.json", "{}\n"));

    assertThat(serving.sources().netlify()).contains(new RuleFile("netlify.toml", "[build]"));
    assertThat(serving.sources().vercel()).contains(new RuleFile("vercel.json", "{}\n"));
  }

  @Test
  void readsHowToServe() {
    var serving =
        read(
            """
            [build]
            whatever = 1

            [serve]
            dialect = "cloudflare"
            trailing_slash = "drop"
            clean_urls = false
            """);

    assertThat(serving.sources().dialect()).isEqualTo(Dialect.CLOUDFLARE);
    assertThat(serving.sources().paths())
        .isEqualTo(new PathWishes(Optional.of(false), Optional.of(TrailingSlash.DROP)));
    assertThat(serving.notes())
        .containsExactly(
            "Read slipway.toml: dialect cloudflare, trailing slash drop, clean URLs off.");
  }

  @Test
  void leavesOpenWhatIsNotSaid() {
    var serving = read("[serve]\ntrailing_slash = \"auto\"");

    assertThat(serving.sources().dialect()).isEqualTo(Dialect.NETLIFY);
    assertThat(serving.sources().paths())
        .isEqualTo(new PathWishes(Optional.empty(), Optional.of(TrailingSlash.AUTO)));
    assertThat(read("").notes()).containsExactly("Read slipway.toml: nothing about serving.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[serve]\\ndialekt = 1       | In slipway.toml, line 2, there is \"dialekt\" in [serve],"
            + " which means nothing. In [serve] there may be dialect, trailing_slash, clean_urls.",
        "[serve]\\n\\ndialect = \"x\" | In slipway.toml, line 3, \"dialect\" in [serve] is \"x\"."
            + " It may be one of \"netlify\", \"cloudflare\".",
        "serve = 1                    | In slipway.toml, line 1, \"serve\" is no table."
            + " Write it as [serve], with one setting on each line below it.",
        "[serve]\\nclean_urls = \"on\" | In slipway.toml, line 2, \"clean_urls\" in [serve] is"
            + " \"on\". It may be true or false.",
        "[serve]\\ntrailing_slash = true | In slipway.toml, line 2, \"trailing_slash\" in [serve]"
            + " is no such value. It may be one of \"auto\", \"force\", \"drop\", \"none\".",
      })
  void refusesWhatMeansNothing(String text, String reason) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> assertThat(failure.reason().text()).isEqualTo(reason));
  }

  @Test
  void refusesWhatIsNotTomlWithItsLine() {
    assertThatThrownBy(() -> read("[serve]\ndialect = \n"))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageStartingWith("malformed-toml: The file slipway.toml is not valid TOML: line 2:")
        .hasMessageEndingWith("Correct it, and push again.");
  }

  @Test
  void endsWithTextsThatAreHostile() {
    assertThatThrownBy(() -> read("a = " + "[".repeat(60_000)))
        .isInstanceOf(DeploymentFailure.class);
    assertThatThrownBy(() -> read("\u0000")).isInstanceOf(DeploymentFailure.class);
    assertThatThrownBy(() -> read("x".repeat(70_000)))
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageStartingWith("file-too-large");
  }

  private static Serving read(String settings) {
    return Serving.read(new MapTree().with("slipway.toml", settings));
  }
}
