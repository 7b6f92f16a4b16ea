package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopSourcesIT {

  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final int SIGTERM = 143;

  @TempDir private Path folder;
  private RunnerProcess runner;

  @BeforeEach
  void start() throws IOException {
    runner = start("listening");
  }

  @AfterEach
  void kill() {
    runner.close();
  }

  @Test
  void givesItsJobBackWhenThePlatformIsGone()
      throws IOException, InterruptedException, TimeoutException {
    assertThat(runner.line()).isEqualTo("storing");

    runner.hangUp();

    assertThat(runner.exitCode(PROMISED)).isZero();
    assertThat(runner.line()).isEqualTo("released: The platform ended.");
  }

  @Test
  void givesItsJobBackWhenItIsToldToEnd()
      throws IOException, InterruptedException, TimeoutException {
    assertThat(runner.line()).isEqualTo("storing");

    runner.terminate();

    assertThat(runner.exitCode(PROMISED)).isEqualTo(SIGTERM);
    assertThat(runner.line()).isEqualTo("released: The runner was told to end.");
  }

  @Test
  void endsWithThePlatformEvenIfItsJobDoesNot()
      throws IOException, InterruptedException, TimeoutException {
    try (var deaf = start("deaf")) {
      assertThat(deaf.line()).isEqualTo("storing");

      deaf.hangUp();

      assertThat(deaf.exitCode(Duration.ofSeconds(15))).isEqualTo(RunnerMain.FAILED);
    }
  }

  private RunnerProcess start(String ears) throws IOException {
    var trial = folder.resolve(ears);
    return RunnerProcess.start(StoppableMain.class, folder, Map.of(), trial.toString(), ears);
  }
}
