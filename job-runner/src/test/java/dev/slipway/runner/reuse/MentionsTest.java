package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.MapTree;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MentionsTest {

  private static final Set<String> NAMES =
      Set.of(
          "SLIPWAY",
          "SLIPWAY_URL",
          "SLIPWAY_PRODUCTION_URL",
          "SLIPWAY_PROJECT",
          "SLIPWAY_ENVIRONMENT",
          "SLIPWAY_BRANCH",
          "SLIPWAY_COMMIT",
          "SLIPWAY_DEPLOYMENT");

  @Test
  void findsNothingInATreeThatDoesNotKnowSlipway() {
    var mentions =
        of(new MapTree().with("a.js", "if (process.env.SLIPWAY) run()").with("b/c", "slipway_url"));

    assertThat(mentions.readers()).isEmpty();
    assertThat(mentions.note()).isEmpty();
  }

  @Test
  void findsWhoReadsAVariableAtAnyDepth() {
    var mentions =
        of(
            new MapTree()
                .with("index.html", "<h1>Hello</h1>")
                .with("src/a/vite.config.js", "x = process.env.SLIPWAY_ENVIRONMENT === 'preview'"));

    assertThat(mentions.readers()).containsOnlyKeys("SLIPWAY_ENVIRONMENT");
    assertThat(mentions.note())
        .contains(
            "Builds of other environments are not taken over: src/a/vite.config.js reads"
                + " SLIPWAY_ENVIRONMENT.");
  }

  @Test
  void saysOfSeveralWhatKeepsMostApart() {
    var mentions =
        of(
            new MapTree()
                .with("a.js", "SLIPWAY_BRANCH SLIPWAY_COMMIT")
                .with("b.js", "SLIPWAY_COMMIT"));

    assertThat(mentions.readers()).containsOnlyKeys("SLIPWAY_BRANCH", "SLIPWAY_COMMIT");
    assertThat(mentions.note())
        .contains("Builds of other commits are not taken over: a.js reads SLIPWAY_COMMIT.");
  }

  @Test
  void doesNotTakeOneNameForAnother() {
    var mentions =
        of(new MapTree().with("a.js", "SLIPWAY_URLS SLIPWAY_PRODUCTION_URL SLIPWAY_OWN"));

    assertThat(mentions.readers()).containsOnlyKeys("SLIPWAY_PRODUCTION_URL");
    assertThat(mentions.note()).isEmpty(); // it is the same for all builds of a project
  }

  @Test
  void takesWhoeverLooksForTheBeginningForOneThatReadsAll() {
    var mentions = of(new MapTree().with("vite.config.js", "envPrefix: ['SLIPWAY_']"));

    assertThat(mentions.readers().keySet()).isEqualTo(NAMES);
  }

  @Test
  void leavesOutWhatIsNoText() {
    var mentions =
        of(
            new MapTree()
                .with("a.PNG", "SLIPWAY_URL")
                .with("large.js", "SLIPWAY_URL" + " ".repeat(Mentions.LARGEST)));

    assertThat(mentions.readers()).isEmpty();
  }

  @Test
  void takesAllAsReadWhereThereAreTooManyFiles() {
    var tree = new MapTree();
    IntStream.rangeClosed(0, Mentions.MOST_FILES).forEach(number -> tree.with("f" + number, ""));

    var mentions = of(tree);

    assertThat(mentions.readers().keySet()).isEqualTo(NAMES);
    assertThat(mentions.note())
        .contains(
            "Builds of other deployments are not taken over: one of so many files may read"
                + " SLIPWAY_URL.");
  }

  @Test
  void takesAllAsReadWhereThereIsTooMuch() {
    var tree = new MapTree();
    var large = " ".repeat(Mentions.LARGEST);
    IntStream.rangeClosed(0, (int) (Mentions.MOST_BYTES / Mentions.LARGEST))
        .forEach(number -> tree.with("f" + number, large));

    assertThat(of(tree).readers().keySet()).isEqualTo(NAMES);
  }

  private static Mentions of(MapTree tree) {
    return Mentions.of(tree, NAMES);
  }
}
