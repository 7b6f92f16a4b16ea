package dev.slipway.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogWriter;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLogsTest {

  private static final DeploymentId DEPLOYMENT = new DeploymentId(new UUID(1, 2));
  private static final DeploymentId OTHER = new DeploymentId(new UUID(1, 3));

  @TempDir private Path folder;
  private FolderLogs logs;

  @BeforeEach
  void open() {
    logs = new FolderLogs(folder.resolve("logs"));
  }

  @Test
  void showsWhatIsWrittenWhileTheLogIsStillOpen() {
    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "one\n");

      var chunk = logs.read(DEPLOYMENT, 0, 100);

      assertThat(text(chunk)).isEqualTo("one\n");
      assertThat(chunk.next()).isEqualTo(4);
    }
  }

  @Test
  void readsFromAnyOffset() {
    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "one\ntwo\nthree\n");
    }

    assertThat(text(logs.read(DEPLOYMENT, 4, 4))).isEqualTo("two\n");
    assertThat(text(logs.read(DEPLOYMENT, 8, 100))).isEqualTo("three\n");
    assertThat(text(logs.read(DEPLOYMENT, 8, 0))).isEmpty();
    assertThat(logs.read(DEPLOYMENT, 1000, 100).next()).isEqualTo(1000);
  }

  @Test
  void readsNothingOfALogThatIsNotThere() {
    var chunk = logs.read(DEPLOYMENT, 7, 100);

    assertThat(chunk.bytes()).isEmpty();
    assertThat(chunk.next()).isEqualTo(7);
  }

  @Test
  void writesThePartOfTheBufferThatItIsGiven() {
    var buffer = "xxone\nyy".getBytes(StandardCharsets.UTF_8);

    try (var log = logs.append(DEPLOYMENT)) {
      log.write(buffer, 2, 4);
    }

    assertThat(text(logs.read(DEPLOYMENT, 0, 100))).isEqualTo("one\n");
  }

  @Test
  void goesOnWhereTheAttemptBeforeEnded() {
    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "first\n");
    }

    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "second\n");
    }

    assertThat(text(logs.read(DEPLOYMENT, 0, 100))).isEqualTo("first\nsecond\n");
  }

  @Test
  void beginsANewLineAfterAnAttemptThatWasKilledInsideOne() {
    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "fir");
    }

    try (var log = logs.append(DEPLOYMENT)) {
      write(log, "second\n");
    }

    assertThat(text(logs.read(DEPLOYMENT, 0, 100))).isEqualTo("fir\nsecond\n");
  }

  @Test
  void keepsEachDeploymentsLogApart() {
    try (var log = logs.append(DEPLOYMENT);
        var other = logs.append(OTHER)) {
      write(log, "mine\n");
      write(other, "another's\n");
    }

    assertThat(text(logs.read(DEPLOYMENT, 0, 100))).isEqualTo("mine\n");
    assertThat(text(logs.read(OTHER, 0, 100))).isEqualTo("another's\n");
  }

  @Test
  void givesAFollowerEveryByteOnceAndInOrder() throws ExecutionException, InterruptedException {
    int lines = 20_000;

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = threads.submit(() -> count(lines));
      var followed = new StringBuilder();
      long offset = 0;
      boolean done = false;
      while (!done) {
        done = writing.isDone();
        for (var chunk = logs.read(DEPLOYMENT, offset, 1000);
            chunk.bytes().length > 0;
            chunk = logs.read(DEPLOYMENT, offset, 1000)) {
          followed.append(text(chunk));
          offset = chunk.next();
        }
      }

      assertThat(followed.toString()).isEqualTo(writing.get());
    }
  }

  @Test
  void takesTheLastWordsOfAThreadThatIsInterrupted() {
    try (var log = logs.append(DEPLOYMENT)) {
      Thread.currentThread().interrupt();
      write(log, "Canceled.\n");
      var chunk = logs.read(DEPLOYMENT, 0, 100);
      boolean stillInterrupted = Thread.interrupted();

      assertThat(text(chunk)).isEqualTo("Canceled.\n");
      assertThat(stillInterrupted).isTrue();
    }
  }

  @Test
  void saysWhichLogItCantOpen() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    var impossible = new FolderLogs(folder.resolve("file"));

    assertThatThrownBy(() -> impossible.append(DEPLOYMENT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(DEPLOYMENT + ".log");
  }

  @Test
  void refusesAnOffsetBeforeTheBeginning() {
    assertThatThrownBy(() -> logs.read(DEPLOYMENT, -1, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String count(int lines) {
    var text = new StringBuilder();
    try (var log = logs.append(DEPLOYMENT)) {
      for (int i = 0; i < lines; i++) {
        write(log, i + "\n");
        text.append(i).append('\n');
      }
    }
    return text.toString();
  }

  private static void write(LogWriter log, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }

  private static String text(LogChunk chunk) {
    return new String(chunk.bytes(), StandardCharsets.UTF_8);
  }
}
