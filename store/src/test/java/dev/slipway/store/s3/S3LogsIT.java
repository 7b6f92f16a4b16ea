package dev.slipway.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.retention.Stored;
import dev.slipway.store.failure.UnavailableException;
import dev.slipway.store.logs.LogStoreContract;
import dev.slipway.store.testing.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Logs in a bucket of a real S3-compatible store. What another process does is done by a store of
/// its own here, which shares nothing with the first but the bucket.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3LogsIT implements LogStoreContract {

  private static final int SEGMENT = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final S3Server server = S3Server.start();
  private S3Logs logs = S3Logs.inSegments(server.bucket(), SEGMENT);
  private S3Logs elsewhere = S3Logs.inSegments(server.bucket(), SEGMENT);
  private DeploymentId deployment = new DeploymentId(UUID.randomUUID());

  @BeforeEach
  void open() {
    logs = S3Logs.inSegments(server.bucket(), SEGMENT);
    elsewhere = S3Logs.inSegments(server.bucket(), SEGMENT);
    deployment = new DeploymentId(UUID.randomUUID());
  }

  @AfterEach
  void close() {
    logs.close();
    elsewhere.close();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Override
  public LogStore logs() {
    return logs;
  }

  @Override
  public DeploymentId deployment() {
    return deployment;
  }

  @Test
  void showsElsewhereWhatIsWrittenAMomentLater() {
    try (var log = logs.append(deployment)) {
      write(log, "one\n");

      Awaitility.await().atMost(PATIENCE).until(() -> read(elsewhere).equals("one\n"));
    }
  }

  @Test
  void showsElsewhereWhatWasFlushedAtOnce() {
    try (var log = logs.append(deployment)) {
      write(log, "one\n");
      log.flush();

      assertThat(read(elsewhere)).isEqualTo("one\n");
    }
  }

  @Test
  void becomesOneObjectWhenItIsClosed() throws IOException {
    var text = "a line of the log\n".repeat(4000);
    try (var log = logs.append(deployment)) {
      for (int i = 0; i < 10; i++) {
        write(log, text.substring(i * text.length() / 10, (i + 1) * text.length() / 10));
        log.flush();
      }
      assertThat(objects()).hasSizeBetween(5, text.length() / SEGMENT + 1);
    }

    assertThat(objects()).hasSize(1);
    assertThat(read(elsewhere)).isEqualTo(text);
  }

  @Test
  void hasFewObjectsHoweverOftenItIsFlushed() throws IOException {
    try (var log = logs.append(deployment)) {
      for (int i = 0; i < 100; i++) {
        write(log, "x\n");
        log.flush();
      }

      assertThat(objects()).hasSize(1);
    }
  }

  @Test
  void goesOnElsewhereWhereAWriterWasKilled() {
    var dead = logs.append(deployment);
    write(dead, "first\nsec");
    dead.flush();

    try (var log = elsewhere.append(deployment)) {
      write(log, "third\n");
    }

    var text = "first\nsec\nthird\n";
    assertThat(read(elsewhere)).isEqualTo(text);
    write(dead, "ond\nand much more than the other wrote\n".repeat(1000));
    dead.flush();
    assertThat(read(elsewhere)).as("who was overtaken adds nothing").isEqualTo(text);
    dead.close();
    assertThat(read(elsewhere)).as("nor when it closes").isEqualTo(text);
  }

  @Test
  void readsTheSameWhileTheObjectsAreBeingReplaced() throws IOException {
    try (var log = logs.append(deployment)) {
      for (int i = 0; i < 6; i++) {
        write(log, "line of the log\n".repeat(300));
        log.flush();
      }
    }
    var whole = read(elsewhere);
    var kept = objects().getFirst();
    // As a crash between writing the one object and removing the others leaves it.
    var bytes = Files.readAllBytes(kept);
    Files.write(
        kept.resolveSibling("%019d-%09d".formatted(100, 1)),
        java.util.Arrays.copyOfRange(bytes, 100, 900));

    assertThat(read(elsewhere)).isEqualTo(whole);
    try (var log = elsewhere.append(deployment)) {
      write(log, "again\n");
    }

    assertThat(read(logs)).isEqualTo(whole + "again\n");
    assertThat(objects()).hasSize(1);
  }

  @Test
  void givesAFollowerElsewhereEveryByteOnceAndInOrder()
      throws ExecutionException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing = threads.submit(this::count);
      var followed = new StringBuilder();
      long offset = 0;
      boolean done = false;
      while (!done) {
        done = writing.isDone();
        var chunk = elsewhere.read(deployment, offset, 1 << 20);
        followed.append(new String(chunk.bytes(), StandardCharsets.UTF_8));
        offset = chunk.next();
      }

      assertThat(followed.toString()).isEqualTo(writing.get());
    }
  }

  @Test
  void sendsWhatWasWrittenWhileTheStoreWasAway() {
    try (var log = logs.append(deployment)) {
      write(log, "before\n");
      log.flush();
      server.kill();
      try {
        write(log, "meanwhile\n");

        assertThat(new String(logs.read(deployment, 0, 100).bytes(), StandardCharsets.UTF_8))
            .isEqualTo("before\nmeanwhile\n");
        assertThatThrownBy(() -> elsewhere.read(deployment, 0, 100))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContaining("artifacts-of-tests");
      } finally {
        server.startAgain();
      }
      write(log, "after\n");
    }

    assertThat(read(elsewhere)).isEqualTo("before\nmeanwhile\nafter\n");
  }

  @Test
  void saysThatTheEndIsLostIfTheStoreStaysAway() {
    var log = logs.append(deployment);
    server.kill();
    try {
      write(log, "last words\n");

      assertThatThrownBy(log::close)
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("11 bytes");
    } finally {
      server.startAgain();
    }
  }

  @Test
  void listsAndRemovesLogs() {
    try (var log = logs.append(deployment)) {
      write(log, "one\n");
    }

    assertThat(logs.inventory().list())
        .filteredOn(stored -> stored.id().equals(deployment))
        .singleElement()
        .extracting(Stored::bytes)
        .isEqualTo(4L);
    logs.inventory().remove(deployment);

    assertThat(read(elsewhere)).isEmpty();
    assertThat(logs.inventory().list()).noneMatch(stored -> stored.id().equals(deployment));
  }

  private String count() {
    var text = new StringBuilder();
    try (var log = logs.append(deployment)) {
      for (int i = 0; i < 5000; i++) {
        write(log, i + "\n");
        text.append(i).append('\n');
      }
    }
    return text.toString();
  }

  private List<Path> objects() throws IOException {
    try (var files = Files.list(server.file("test/logs/" + deployment))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private String read(LogStore store) {
    return new String(store.read(deployment, 0, 1 << 22).bytes(), StandardCharsets.UTF_8);
  }

  private static void write(LogWriter log, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }
}
