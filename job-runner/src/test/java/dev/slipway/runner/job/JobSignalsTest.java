package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A job that is told to end, to stop or that it is not its own any more, in every step.
final class JobSignalsTest {

  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");

  @TempDir private Path folder;
  private JobTrial trial;

  @BeforeEach
  void makeTrial() {
    trial = new JobTrial(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "deploying", "put"})
  void endsAsItIsToldInEveryStep(String step) throws IOException, InterruptedException {
    var reason = Reason.of("canceled", "Ada canceled it.");
    during(step, () -> tell(new Signal.Stop(DeploymentState.CANCELED, reason)));

    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).last().isEqualTo("canceled canceled");
    assertThat(trial.queue.published).isEmpty();
    assertThat(trial.log().getLast()).isEqualTo("==> canceled: Ada canceled it.");
    assertThat(trial.control.released).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "deploying", "put"})
  void goesBackOnTheQueueWhenTheRunnerHasToStop(String step)
      throws IOException, InterruptedException {
    trial.on(PAGE);
    during(step, () -> trial.jobRun().stop("The platform ended."));

    trial.run();

    assertThat(trial.control.givenBack).containsExactly("The platform ended.");
    assertThat(trial.control.released).isEmpty();
    assertThat(trial.queue.published).isEmpty();
    assertThat(trial.queue.ended).isEmpty();
    assertThat(trial.log().getLast()).isEqualTo("==> stopped: The platform ended.");
    assertThat(folder.resolve("work")).isEmptyDirectory();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void goesBackOnTheQueueWhenTheRunnerHadToStopBefore() throws IOException, InterruptedException {
    trial.on(PAGE).jobRun().stop("The platform ended.");

    trial.run();

    assertThat(trial.control.givenBack).containsExactly("The platform ended.");
    assertThat(trial.control.released).isEmpty();
    assertThat(trial.queue.recorded).isEmpty();
  }

  @Test
  void isPublishedWhenTheRunnerHasToStopAtThatMoment() throws IOException, InterruptedException {
    trial.on(PAGE);
    trial.queue.on("publish", () -> trial.jobRun().stop("The platform ended."));

    trial.run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
    assertThat(trial.control.released).isEmpty();
  }

  @Test
  void writesNothingWhenAnotherAttemptHasTheJob() throws IOException, InterruptedException {
    trial.queue.on("deploying", () -> tell(new Signal.Lost()));

    trial.on(PAGE).run();

    assertThat(trial.queue.published).isEmpty();
    assertThat(trial.queue.ended).isEmpty();
    assertThat(trial.control.released).isEmpty();
    assertThat(trial.log()).noneMatch(line -> line.matches("==> (stopped|failed|canceled).*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "deploying", "publish"})
  void writesNothingAfterAWriteThatWasFencedOff(String write)
      throws IOException, InterruptedException {
    trial.queue.on(write, trial.queue::lose);

    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).noneMatch(line -> line.startsWith(write));
    assertThat(trial.queue.ended).isEmpty();
    assertThat(trial.control.released).isEmpty();
  }

  private void during(String step, Runnable action) {
    if (step.equals("put")) {
      trial.beforePut(action);
    } else {
      trial.queue.on(step, action);
    }
  }

  /// Gives the runner a signal, and waits until it has it.
  private void tell(Signal signal) {
    trial.queue.answer(signal);
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Thread.currentThread().isInterrupted() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
