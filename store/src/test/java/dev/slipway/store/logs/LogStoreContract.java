package dev.slipway.store.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every store of logs does. Its tests run on each of them.
public interface LogStoreContract {

  /// Returns the store, the same for the whole of a test.
  LogStore logs();

  /// Returns a deployment that no test has written a log of; the same for the whole of a test.
  DeploymentId deployment();

  @Test
  default void showsWhatIsWrittenWhileTheLogIsStillOpen() {
    try (var log = logs().append(deployment())) {
      write(log, "one\n");

      var chunk = logs().read(deployment(), 0, 100);

      assertThat(text(chunk)).isEqualTo("one\n");
      assertThat(chunk.next()).isEqualTo(4);
    }
  }

  @Test
  default void readsFromAnyOffset() {
    try (var log = logs().append(deployment())) {
      write(log, "one\ntwo\nthree\n");
    }

    assertThat(text(logs().read(deployment(), 4, 4))).isEqualTo("two\n");
    assertThat(text(logs().read(deployment(), 8, 100))).isEqualTo("three\n");
    assertThat(text(logs().read(deployment(), 8, 0))).isEmpty();
    assertThat(logs().read(deployment(), 1000, 100).next()).isEqualTo(1000);
  }

  @Test
  default void readsNothingOfALogThatIsNotThere() {
    var chunk = logs().read(deployment(), 7, 100);

    assertThat(chunk.bytes()).isEmpty();
    assertThat(chunk.next()).isEqualTo(7);
  }

  @Test
  default void writesThePartOfTheBufferThatItIsGiven() {
    var buffer = "xxone\nyy".getBytes(StandardCharsets.UTF_8);

    try (var log = logs().append(deployment())) {
      log.write(buffer, 2, 4);
    }

    assertThat(text(logs().read(deployment(), 0, 100))).isEqualTo("one\n");
  }

  @Test
  default void goesOnWhereTheAttemptBeforeEnded() {
    try (var log = logs().append(deployment())) {
      write(log, "first\n");
    }

    try (var log = logs().append(deployment())) {
      write(log, "second\n");
    }

    assertThat(text(logs().read(deployment(), 0, 100))).isEqualTo("first\nsecond\n");
  }

  @Test
  default void beginsANewLineAfterAnAttemptThatWasKilledInsideOne() {
    try (var log = logs().append(deployment())) {
      write(log, "fir");
    }

    try (var log = logs().append(deployment())) {
      write(log, "second\n");
    }

    assertThat(text(logs().read(deployment(), 0, 100))).isEqualTo("fir\nsecond\n");
  }

  @Test
  default void keepsEachDeploymentsLogApart() {
    var other = new DeploymentId(UUID.randomUUID());

    try (var log = logs().append(deployment());
        var another = logs().append(other)) {
      write(log, "mine\n");
      write(another, "another's\n");
    }

    assertThat(text(logs().read(deployment(), 0, 100))).isEqualTo("mine\n");
    assertThat(text(logs().read(other, 0, 100))).isEqualTo("another's\n");
  }

  @Test
  default void givesAFollowerEveryByteOnceAndInOrder()
      throws ExecutionException, InterruptedException {
    int lines = 20_000;

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = threads.submit(() -> count(lines));
      var followed = new StringBuilder();
      long offset = 0;
      boolean done = false;
      while (!done) {
        done = writing.isDone();
        for (var chunk = logs().read(deployment(), offset, 1000);
            chunk.bytes().length > 0;
            chunk = logs().read(deployment(), offset, 1000)) {
          followed.append(text(chunk));
          offset = chunk.next();
        }
      }

      assertThat(followed.toString()).isEqualTo(writing.get());
    }
  }

  @Test
  default void takesTheLastWordsOfAThreadThatIsInterrupted() {
    try (var log = logs().append(deployment())) {
      Thread.currentThread().interrupt();
      write(log, "Canceled.\n");
      var chunk = logs().read(deployment(), 0, 100);
      boolean stillInterrupted = Thread.interrupted();

      assertThat(text(chunk)).isEqualTo("Canceled.\n");
      assertThat(stillInterrupted).isTrue();
    }
  }

  @Test
  default void refusesAnOffsetBeforeTheBeginning() {
    assertThatThrownBy(() -> logs().read(deployment(), -1, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String count(int lines) {
    var text = new StringBuilder();
    try (var log = logs().append(deployment())) {
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
