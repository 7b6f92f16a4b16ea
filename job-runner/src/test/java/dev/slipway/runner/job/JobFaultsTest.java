package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job in which something of ours breaks.
final class JobFaultsTest {

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
