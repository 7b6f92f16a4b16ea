package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.RunnerName;
import dev.slipway.runner.build.Remains;
import dev.slipway.runner.node.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real program as systemd does on a node of the server profile.
final class ServerNodeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");
  private static final Map<String, String> ENDLESS =
      Map.of(
          "package.json",
          "{\"private\": true, \"scripts\": {\"build\": \"echo building && sleep 600\"}}");

  @TempDir private Path folder;
  private TestPlatform platform;
  private TestDoorbell doorbell;
  private Remains remains;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    doorbell = new TestDoorbell(folder);
    remains = new Remains(platform.instance);
    environment.putAll(platform.environment());
    environment.remove("SLIPWAY_RUNNER");
    environment.remove("SLIPWAY_WATCHED");
    environment.put("SLIPWAY_NODE", "build-1");
    environment.put("SLIPWAY_RUNNERS", "2");
    environment.put("SLIPWAY_DOORBELL", doorbell.socket.toString());
    environment.put("INVOCATION_ID", "f00d");
  }

  @AfterEach
  void stopPlatform() throws IOException {
    remains.close();
    doorbell.close();
    platform.close();
  }

  @Test
  void doesAJobAndRingsForTheNextAtItsEnd()
      throws IOException, InterruptedException, TimeoutException {
    var first = platform.queue(platform.repository(PAGE));
    platform.queueAgain(first);

    end(0);

    assertThat(platform.deployment(first.id()).state()).isEqualTo(DeploymentState.READY);
    assertThat(doorbell.rings()).isEqualTo(1);
  }

  @Test
  void ringsNotWhenNoJobIsLeft() throws IOException, InterruptedException, TimeoutException {
    platform.queue(platform.repository(PAGE));

    end(0);

    assertThat(platform.control.waiting()).isZero();
    assertThat(doorbell.rings()).isZero();
  }

  @Test
  void claimsUnderTheNameOfItsUnitsRunAndGivesTheJobBackWhenItIsToldToEnd()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = start()) {
      awaitBuilding(deployment);
      assertThat(platform.control.running())
          .singleElement()
          .extracting("runner")
          .isEqualTo(RunnerName.on("build-1", "f00d"));

      runner.terminate();

      assertThat(runner.exitCode(Duration.ofSeconds(10))).isEqualTo(143);
    }
    assertThat(platform.deployment(deployment.id()).state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(remains.names()).isEmpty();
    assertThat(doorbell.rings()).isEqualTo(1);
  }

  @Test
  void leavesTheJobWhereItIsWhenAllSlotsAreTaken()
      throws IOException, InterruptedException, TimeoutException {
    platform.queue(platform.repository(PAGE));
    environment.put("SLIPWAY_RUNNERS", "1");
    try (var slot = new Slots(platform.work(), 1).take().orElseThrow()) {
      assertThat(slot.number()).isEqualTo(1);

      end(0);
    }
    assertThat(platform.control.waiting()).isEqualTo(1);
    assertThat(doorbell.rings()).isZero();
  }

  @Test
  void startsNoJobUnderTheFloorAndSaysSo()
      throws IOException, InterruptedException, TimeoutException {
    platform.queue(platform.repository(PAGE));
    environment.put("SLIPWAY_FLOOR_DISK", "900t");

    var errors = end(75);

    assertThat(errors)
        .hasLineCount(1)
        .contains("No job is started: The node build-1 has", "free on the disk of");
    assertThat(platform.control.waiting()).isEqualTo(1);
    assertThat(platform.control.running()).isEmpty();
  }

  @Test
  void endsWellUnderTheFloorWhenNothingWaits()
      throws IOException, InterruptedException, TimeoutException {
    environment.put("SLIPWAY_FLOOR_MEMORY", "900t");

    assertThat(end(0)).isEmpty();
  }

  @Test
  void looksAfterARunnerThatWasKilled() throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = start()) {
      awaitBuilding(deployment);
      runner.kill();
    }
    assertThat(remains.names()).isNotEmpty();
    environment.putAll(
        Map.of("SERVICE_RESULT", "signal", "EXIT_CODE", "killed", "EXIT_STATUS", "KILL"));

    end(0, "after");

    var now = platform.deployment(deployment.id());
    assertThat(now.state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(now.reason().orElseThrow().what())
        .contains("The build's process was killed (signal KILL).");
    assertThat(platform.control.running()).isEmpty();
    assertThat(remains.names()).isEmpty();
    assertThat(platform.workFolders()).isEmpty();
  }

  @Test
  void leavesOtherRunnersAlone() throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var _ = start()) {
      awaitBuilding(deployment);
      environment.put("INVOCATION_ID", "beef");
      environment.putAll(
          Map.of("SERVICE_RESULT", "signal", "EXIT_CODE", "killed", "EXIT_STATUS", "KILL"));

      end(0, "after");

      assertThat(platform.control.running()).hasSize(1);
      assertThat(remains.running()).isNotEmpty();
    }
  }

  @Test
  void hasNothingToLookAfterWhenARunnerEndedWell()
      throws IOException, InterruptedException, TimeoutException {
    environment.put("SERVICE_RESULT", "success");
    environment.put("SLIPWAY_DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:1/slipway");

    assertThat(end(0, "after")).isEmpty();
  }

  @Test
  void ringsForJobsThatEveryHintForgot()
      throws IOException, InterruptedException, TimeoutException {
    platform.queue(platform.repository(PAGE));

    end(0, "sweep");

    assertThat(doorbell.rings()).isEqualTo(1);
  }

  @Test
  void removesAtTheFirstSweepSinceTheStartWhatRunnersLeftBefore()
      throws IOException, InterruptedException, TimeoutException {
    var deployment = platform.queue(platform.repository(ENDLESS));
    try (var runner = start()) {
      awaitBuilding(deployment);
      runner.kill();
    }
    platform.control.running().forEach(job -> platform.control.giveBack(job.claim(), "It died."));

    end(0, "sweep");

    assertThat(remains.names()).isEmpty();
    assertThat(platform.workFolders()).isEmpty();
  }

  private void awaitBuilding(Deployment deployment) {
    await().atMost(PATIENCE).until(() -> platform.log(deployment).contains("\nbuilding\n"));
  }

  private RunnerProcess start(String... arguments) throws IOException {
    return RunnerProcess.start(RunnerMain.class, folder, environment, arguments);
  }

  /// Runs the program to its end, and returns what it says.
  private String end(int exitCode, String... arguments)
      throws IOException, InterruptedException, TimeoutException {
    try (var runner = start(arguments)) {
      assertThat(runner.exitCode(PATIENCE)).as(runner.errors()).isEqualTo(exitCode);
      assertThat(runner.line()).as("standard output").isEqualTo(" ");
      return runner.errors();
    }
  }
}
