package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.runner.build.Remains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real program as its own process, on a real database and the real engine.
final class RunnerMainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");
  private static final Map<String, String> ENDLESS =
      Map.of(
          "package.json",
          "{\"private\": true, \"scripts\": {\"build\": \"echo building && sleep 600\"}}");

  /// A build that leaves 200 MB of what takes its time to be compressed.
  private static final Map<String, String> LARGE =
      Map.of(
          "package.json",
          "{\"private\": true, \"scripts\": {\"build\": \"node build.js\"}}",
          "build.js",
          """
          const fs = require('fs');
          fs.mkdirSync('dist');
          for (let i = 0; i < 50; i++) {
            const text = require('crypto').randomBytes(2 << 20).toString('hex');
            fs.writeFileSync(`dist/page-${i}.html`, text);
          }
          """);

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
  }

  @AfterEach
  void stopPlatform() {
    remains.close();
    platform.close();
  }

  @Test
  void makesAStaticSiteReady() throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(PAGE));

    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
      assertThat(runner.errors()).contains("Claimed job=", "Deployed project=blog");
      assertThat(runner.errors()).doesNotContain("SLF4J", "WARN", "\tat ");
    }

    var ready = platform.deployment(deployment.id());
    assertThat(ready.state()).isEqualTo(DeploymentState.READY);
    var tar = platform.artifacts.find(ready.artifact().orElseThrow()).orElseThrow();
    try (var artifact = Artifact.open(tar)) {
      assertThat(artifact.file("index.html")).isPresent();
    }
    assertThat(platform.log(ready)).contains("==> Publishing 1 files");
    assertThat(platform.workFolders()).isEmpty();
  }

  @Test
  void hasNothingToDoWhenNothingWaits() throws IOException, InterruptedException, TimeoutException {
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
      assertThat(runner.errors()).isEmpty();
    }
  }

  @Test
  void leavesNothingWhenItWasKilledAndReaped()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = platform.start()) {
      awaitBuilding(deployment);
      runner.kill();
    }
    assertThat(remains.names()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(platform.workFolders()).isNotEmpty();
    platform.control.running().forEach(job -> platform.control.giveBack(job.claim(), "It died."));

    try (var reaper = platform.start("reap")) {
      assertThat(reaper.exitCode(PATIENCE)).as(reaper.errors()).isZero();
    }

    assertThat(remains.names()).isEmpty();
    assertThat(platform.workFolders()).isEmpty();
    assertThat(platform.deployment(deployment.id()).state()).isEqualTo(DeploymentState.QUEUED);
  }

  @Test
  void removesBeforeItsBuildWhatAKilledRunnerHasLeft()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = platform.start()) {
      awaitBuilding(deployment);
      runner.kill();
    }
    var left = remains.names();
    platform.control.running().forEach(job -> platform.control.giveBack(job.claim(), "It died."));

    try (var _ = platform.start()) {
      await().atMost(PATIENCE).until(() -> countOfBuilding(deployment) == 2);

      assertThat(remains.names()).isNotEmpty().doesNotContainAnyElementsOf(left);
      assertThat(platform.workFolders()).hasSize(1);
    }
  }

  @Test
  void keepsWhatARunnerIsAtWorkOnWhenItReaps()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var _ = platform.start()) {
      awaitBuilding(deployment);
      var before = remains.names();

      try (var reaper = platform.start("reap")) {
        assertThat(reaper.exitCode(PATIENCE)).as(reaper.errors()).isZero();
      }

      assertThat(remains.names()).containsAll(before);
      assertThat(platform.workFolders()).isNotEmpty();
    }
  }

  @Test
  void takesDownItsContainerWhenThePlatformIsGone()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = platform.start()) {
      awaitBuilding(deployment);

      runner.hangUp();

      await().atMost(Duration.ofSeconds(2)).until(() -> remains.running().isEmpty());
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
    }
    assertThat(remains.names()).isEmpty();
    assertThat(platform.deployment(deployment.id()).state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(platform.log(deployment)).endsWith("==> stopped: The platform ended.\n");
  }

  @Test
  void stopsABuildThatIsCanceled() throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = platform.start()) {
      awaitBuilding(deployment);

      platform.control.cancel(deployment.id(), Reason.of("canceled", "Ada canceled it."));

      await().atMost(Duration.ofSeconds(2)).until(() -> remains.running().isEmpty());
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
    }
    assertThat(remains.names()).isEmpty();
    assertThat(platform.deployment(deployment.id()).state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(platform.log(deployment)).endsWith("==> canceled: Ada canceled it.\n");
  }

  @Test
  void stopsWhileItTakesALargeOutputOutOfItsContainer()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(LARGE));
    try (var runner = platform.start()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> platform.log(deployment).contains("Output folder:"));

      platform.control.cancel(deployment.id(), Reason.of("canceled", "Ada canceled it."));

      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> platform.deployment(deployment.id()).state() == DeploymentState.CANCELED);
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
    }
    assertThat(remains.names()).isEmpty();
    assertThat(platform.workFolders()).isEmpty();
  }

  @Test
  void saysAtOnceThatTheBuilderImageIsMissing()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    var environment = platform.environment();
    environment.put("SLIPWAY_BUILDER_IMAGE", "slipway/builder-none:1");

    try (var runner = RunnerProcess.start(RunnerMain.class, folder, environment)) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isZero();
    }

    var failed = platform.deployment(deployment.id());
    assertThat(failed.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(failed.reason().orElseThrow().code()).isEqualTo("builder-image-missing");
    assertThat(failed.reason().orElseThrow().whatToDo()).contains("slipway builder build");
  }

  @Test
  void endsWith78WhenItsSettingsAreWrong()
      throws IOException, InterruptedException, TimeoutException {
    var environment = platform.environment();
    environment.put("SLIPWAY_TYPO", "1");

    try (var runner = RunnerProcess.start(RunnerMain.class, folder, environment)) {
      assertThat(runner.exitCode(PATIENCE)).isEqualTo(78);
      assertThat(runner.errors())
          .contains("The runner's settings are wrong: SLIPWAY_TYPO is not a setting")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void endsWith1AndOneLineWhenTheDatabaseCannotBeReached()
      throws IOException, InterruptedException, TimeoutException {
    var environment = platform.environment();
    environment.put("SLIPWAY_DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:1/slipway");

    try (var runner = RunnerProcess.start(RunnerMain.class, folder, environment)) {
      assertThat(runner.exitCode(PATIENCE)).isEqualTo(1);
      assertThat(runner.errors())
          .contains("Can't open the database jdbc:h2:tcp://127.0.0.1:1/slipway as slipway")
          .hasLineCount(1);
    }
  }

  @Test
  void endsWith64WhenItIsAskedForSomethingElse()
      throws IOException, InterruptedException, TimeoutException {
    platform.queue(platform.repository(PAGE));

    try (var runner = platform.start("--help")) {
      assertThat(runner.exitCode(PATIENCE)).isEqualTo(64);
    }
    assertThat(platform.control.waiting()).isEqualTo(1);
  }

  private void awaitBuilding(Deployment deployment) {
    await().atMost(PATIENCE).until(() -> countOfBuilding(deployment) == 1);
  }

  private long countOfBuilding(Deployment deployment) {
    return platform.log(deployment).lines().filter(line -> line.equals("building")).count();
  }
}
