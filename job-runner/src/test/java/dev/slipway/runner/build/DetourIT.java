package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.BuildStep.Fallback;
import dev.slipway.runner.build.BuildStep.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Builds that don't go as they were planned: commands with another one behind them, and outputs
/// where nobody expected them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DetourIT {

  private final TestEngine engine = new TestEngine();

  @AfterAll
  void remove() {
    engine.close();
  }

  @Test
  void runsTheFallbackOfACommandWhoseCheckFails() throws InterruptedException {
    var trial = new BuildTrial(engine);
    trial.steps = List.of(step("echo first; exit 3", "exit 1", "echo second"), build("echo built"));

    trial.run().close();

    assertThat(trial.output()).containsExactly("first", "second", "built");
    assertThat(trial.written.lines())
        .containsSubsequence("==> Warning: it failed", "==> echo second");
  }

  @Test
  void doesNotRunTheFallbackWhenItWouldNotHelp() {
    var trial = new BuildTrial(engine);
    trial.steps = List.of(step("echo first; exit 3", "echo hidden", "echo second"));

    assertThatThrownBy(trial::run)
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("`echo first; exit 3` ended with exit code 3");
    assertThat(trial.output()).containsExactly("first");
  }

  @Test
  void namesTheFallbackThatFails() {
    var trial = new BuildTrial(engine);
    trial.steps = List.of(step("exit 3", "", "echo worse; exit 4"));

    assertThatThrownBy(trial::run)
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("`echo worse; exit 4` ended with exit code 4. It last said: “worse”");
  }

  @Test
  void installsInOneFolderAndBuildsInAnother() throws InterruptedException {
    var trial = new BuildTrial(engine);
    trial.source = Sources.of(Map.of("apps/web/in.txt", "x"), "apps", "apps/web");
    trial.folder = "apps/web";
    trial.steps =
        List.of(new BuildStep(Phase.INSTALL, Optional.of(""), "ls", Optional.empty()), build("ls"));

    trial.run().close();

    assertThat(trial.output()).containsExactly("apps", "in.txt");
  }

  @Test
  void findsTheNewFoldersWithAPageThatAreTheLeastDeep() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "mkdir -p a/b/c node_modules/m .cache d && for f in a/b a/b/c node_modules/m .cache old d;"
                    + " do echo > $f/index.html; done; rm d/index.html; ln -s /etc e; echo > d/x.html");
    trial.source = Sources.of(Map.of("old/index.html", "x", "index.html", "x"), "old");
    trial.candidates = List.of("dist");

    try (var outcome = trial.run()) {

      assertThat(outcome.outputs()).isEmpty();
      assertThat(outcome.found()).containsExactly("a/b");
    }
  }

  @Test
  void findsAllThatAreEquallyDeep() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "mkdir -p web/x .vitepress/dist 'b c' && echo > web/index.html; echo > 'b c/index.html';"
                    + " echo > .vitepress/dist/index.html; echo > index.html");

    try (var outcome = trial.run()) {

      assertThat(outcome.found()).containsExactlyInAnyOrder("web", "b c");
    }
  }

  private static BuildStep step(String command, String check, String fallback) {
    return new BuildStep(
        Phase.INSTALL,
        Optional.empty(),
        command,
        Optional.of(new Fallback(check, fallback, "Warning: it failed")));
  }

  private static BuildStep build(String command) {
    return new BuildStep(Phase.BUILD, command);
  }
}
