package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Artifact;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.Signal;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.FixtureRepository;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobRunTest {

  private static final Map<String, String> PAGE = Map.of("index.html", "<h1>Hello</h1>");
  private static final Map<String, String> NODE =
      Map.of(
          "package.json", "{\"scripts\": {\"build\": \"vite build\"}}", "package-lock.json", "{}");

  @TempDir private Path folder;
  private JobTrial trial;

  @BeforeEach
  void makeTrial() {
    trial = new JobTrial(folder);
  }

  @Test
  void publishesAStaticSite() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).hasSize(3).last().isEqualTo("publish published");
    var published = trial.queue.published.orElseThrow();
    assertThat(published.reason().what())
        .matches("Ready: 1 files, 1 KB, in \\d+\\.\\d s: checkout \\d+\\.\\d s, own \\d+\\.\\d s");
    var tar = trial.artifacts.find(published.artifact()).orElseThrow();
    try (var artifact = Artifact.open(tar)) {
      assertThat(artifact.file("index.html")).isPresent();
    }
    assertThat(trial.control.released).isEmpty();
  }

  @Test
  void tellsTheLogWhatItDoes() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(trial.log().getFirst()).startsWith("==> blog: main of file:///");
    assertThat(trial.log()).anyMatch(line -> line.matches("==> [0-9a-f]{7} Change something"));
    assertThat(trial.log().getLast()).startsWith("==> Publishing 1 files, 1 KB, after ");
  }

  @Test
  void hasWrittenItsLogWhenTheEndIsRecorded() throws IOException, InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    trial.on(PAGE);
    trial.queue.on("publish", () -> seen.set(trial.log()));

    trial.run();

    assertThat(seen.get()).isNotEmpty().isEqualTo(trial.log());
  }

  @Test
  void leavesNothingInItsWorkFolder() throws IOException, InterruptedException {
    trial.on(PAGE).run();

    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void removesTheFoldersOfRunnersThatDied() throws IOException, InterruptedException {
    trial.on(PAGE);
    var dead = new Claim(new JobId(UUID.randomUUID()), 1);
    WorkFolder.of(folder.resolve("work"), dead);

    trial.run();

    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void recordsWhyADeploymentFails() throws InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    trial.on(RepositoryUrl.parse("/nowhere/site").orElseThrow());
    trial.queue.on("failed", () -> seen.set(trial.log()));

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("failed repository-not-found");
    assertThat(trial.queue.ended.orElseThrow().whatToDo())
        .isEqualTo("Check the repository's path.");
    assertThat(trial.log().getLast())
        .isEqualTo(
            "==> failed: There is no folder /nowhere/site on the platform's machine."
                + " Check the repository's path.");
    assertThat(seen.get()).isEqualTo(trial.log());
    assertThat(trial.control.released).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void isReleasedForAnotherAttemptWhenThereIsNoEngine() throws IOException, InterruptedException {
    trial.patience = Duration.ofMillis(600);

    trial.on(NODE).run();

    var fault = released();
    assertThat(fault.code()).isEqualTo("engine-unreachable");
    assertThat(fault.text()).contains("/nowhere/engine.sock", "systemctl start docker");
    assertThat(trial.queue.ended).isEmpty();
    assertThat(trial.log()).anyMatch(line -> line.contains("Waiting for it"));
    assertThat(trial.log().getLast()).startsWith("==> stopped: No container engine listens");
  }

  @Test
  void deploysACommitThatItsBranchIsAt() throws IOException, InterruptedException {
    var tip = trial.on(PAGE).tip();

    trial.following(tip).on(PAGE).run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
  }

  @Test
  void isOvertakenByTheCommitThatItsBranchIsAtInstead() throws IOException, InterruptedException {
    var seen = new AtomicReference<List<String>>(List.of());
    var old = trial.on(PAGE).tip();
    var tip = trial.following(old).on(Map.of("index.html", "newer")).tip();
    trial.queue.on("overtaken", () -> seen.set(trial.log()));

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken " + tip.value());
    assertThat(trial.log())
        .hasSize(2)
        .last()
        .isEqualTo("==> main is at " + tip.abbreviated() + " by now. That is deployed instead.");
    assertThat(seen.get()).isEqualTo(trial.log());
    assertThat(trial.control.released).isEmpty();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void isOvertakenThoughNobodyKnowsItsCommit() throws IOException, InterruptedException {
    var tip = trial.following(new CommitSha("ab".repeat(20))).on(PAGE).tip();

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken " + tip.value());
  }

  @Test
  void isOvertakenWhenItsBranchIsGone() throws IOException, InterruptedException {
    trial.following(new CommitSha("ab".repeat(20)));
    try (var repository = FixtureRepository.in(folder.resolve("empty.git"))) {
      trial.on(repository.url());
    }

    trial.run();

    assertThat(trial.queue.recorded).containsExactly("overtaken gone");
    assertThat(trial.log())
        .last()
        .isEqualTo("==> main is no longer there. There is nothing to deploy.");
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

  @Test
  void releasesTheJobWhenSomethingOfOursBreaks() throws IOException, InterruptedException {
    trial.beforePut(() -> {
      throw new StoreException("Can't keep artifact x: it is a folder");
    });

    trial.on(PAGE).run();

    assertThat(released().code()).isEqualTo("store-failed");
    assertThat(released().what())
        .isEqualTo("Something went wrong on our side: Can't keep artifact x: it is a folder.");
    assertThat(trial.control.givenBack).isEmpty();
    assertThat(trial.queue.ended).isEmpty();
    assertThat(trial.log().getLast()).startsWith("==> stopped: Something went wrong on our side");
  }

  @Test
  void releasesTheJobWhenMemoryRunsOut() throws IOException, InterruptedException {
    trial.beforePut(() -> {
      throw new OutOfMemoryError("Java heap space");
    });

    trial.on(PAGE).run();

    assertThat(released())
        .isEqualTo(
            Reason.of("platform-fault", "Something went wrong on our side: Java heap space."));
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException, InterruptedException {
    trial.beforePut(() -> {
      throw new UncheckedIOException(
          "Could not write /data/x", new IOException("No space left on device"));
    });

    trial.on(PAGE).run();

    assertThat(released().code()).isEqualTo("node-disk-full");
    assertThat(released().text())
        .contains("/data/x", "No space left on device", "Free disk space on the node");
  }

  @Test
  void saysWhatItDoesNotGetOfWhatItAskedFor() throws IOException, InterruptedException {
    trial.asking(
        new ProjectLimits(
            Optional.of(16L << 30),
            Optional.of(2),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(90)),
            Optional.empty()));

    trial.on(PAGE).run();

    assertThat(trial.log())
        .startsWith(
            "==> memory: asked for 16 GiB, this platform allows at most 8 GiB",
            "==> time: asked for 90 minutes, this platform allows at most 60 minutes")
        .noneMatch(line -> line.startsWith("==> CPUs"));
  }

  @Test
  void releasesTheJobWhenItsLogCannotBeOpened() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("logs"), "no folder");

    trial.on(PAGE).run();

    assertThat(released().what()).contains("Can't open the log");
    assertThat(trial.queue.recorded).isEmpty();
    assertThat(trial.jobRun().awaitEnd(Duration.ZERO)).isTrue();
  }

  @Test
  void staysPublishedWhenItsLogBreaks() throws IOException, InterruptedException {
    trial.logs = new BreakingLogs();

    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).last().isEqualTo("publish published");
    assertThat(trial.control.released).isEmpty();
  }

  @Test
  void outlastsADatabaseThatIsAwayForAMoment() throws IOException, InterruptedException {
    trial.queue.failWrites(3);

    trial.on(PAGE).run();

    assertThat(trial.queue.recorded).hasSize(3).last().isEqualTo("publish published");
    assertThat(trial.control.released).isEmpty();
  }

  @Test
  void failsWhenTheEndCannotBeRecorded() throws InterruptedException {
    trial.patience = Duration.ofMillis(300);
    trial.on(RepositoryUrl.parse("/nowhere/site").orElseThrow());
    trial.queue.failWrites(Integer.MAX_VALUE);

    assertThatThrownBy(trial::run).isInstanceOf(StoreException.class);
    assertThat(trial.jobRun().awaitEnd(Duration.ZERO)).isTrue();
  }

  private Reason released() {
    assertThat(trial.control.released).hasSize(1);
    return trial.control.released.getFirst();
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

  private static final class BreakingLogs implements LogStore {

    @Override
    public LogWriter append(DeploymentId deployment) {
      return new LogWriter() {
        @Override
        public void write(byte[] buffer, int offset, int length) {
          throw new StoreException("disk full");
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public LogChunk read(DeploymentId deployment, long offset, int limit) {
      return new LogChunk(offset, new byte[0]);
    }
  }
}
