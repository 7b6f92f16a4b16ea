package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.logs.LogStoreContract;
import dev.slipway.store.testing.RedisServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Logs that are written on one machine and read on another, which has its own folder of logs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisLogsIT implements LogStoreContract {

  private static final Duration BOUND = Duration.ofSeconds(5);

  private final RedisServer server = RedisServer.start();
  private final Redis redis = Redis.open(server.settings());
  private DeploymentId deployment = new DeploymentId(UUID.randomUUID());
  private final LogStore here;
  private final LogStore elsewhere;

  RedisLogsIT(@TempDir Path folder) {
    here = new RedisLogs(new FolderLogs(folder.resolve("here")), redis, "main");
    elsewhere = new RedisLogs(new FolderLogs(folder.resolve("elsewhere")), redis, "main");
  }

  @BeforeEach
  void next() {
    deployment = new DeploymentId(UUID.randomUUID());
    await().ignoreExceptions().until(() -> redis.call(to -> to.ping()).equals("PONG"));
  }

  @AfterAll
  void stop() {
    redis.close();
    server.close();
  }

  @Override
  public LogStore logs() {
    return here;
  }

  @Override
  public DeploymentId deployment() {
    return deployment;
  }

  @Test
  void showsElsewhereWhatIsWrittenWhileTheLogIsOpen() {
    try (var log = here.append(deployment)) {
      write(log, "one\n");
      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isEqualTo("one\n"));

      write(log, "two\n");

      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isEqualTo("one\ntwo\n"));
      assertThat(readElsewhere(4, 100)).isEqualTo("two\n");
    }
  }

  @Test
  void showsElsewhereAllThatWasWrittenWhenItIsClosed() {
    try (var log = here.append(deployment)) {
      write(log, "one\ntwo\n");
    }

    assertThat(readElsewhere(0, 100)).isEqualTo("one\ntwo\n");
  }

  @Test
  void readsElsewhereFromAnyOffset() {
    try (var log = here.append(deployment)) {
      write(log, "one\n");
      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isNotEmpty());
      write(log, "two\nthree\n");
    }

    assertThat(readElsewhere(1, 5)).isEqualTo("ne\ntw");
    assertThat(readElsewhere(4, 4)).isEqualTo("two\n");
    assertThat(readElsewhere(13, 100)).isEqualTo("\n");
    assertThat(readElsewhere(14, 100)).isEmpty();
    assertThat(readElsewhere(1000, 100)).isEmpty();
    assertThat(readElsewhere(0, 0)).isEmpty();
  }

  @Test
  void givesAFollowerElsewhereEveryByteOnceAndInOrder() {
    var written = new StringBuilder();
    var followed = new StringBuilder();

    try (var log = here.append(deployment)) {
      for (int i = 0; i < 20_000; i++) {
        var line = i + "\n";
        write(log, line);
        written.append(line);
        if (i % 100 == 0) {
          follow(followed);
        }
      }
    }
    await()
        .untilAsserted(() -> {
          follow(followed);
          assertThat(followed.toString()).isEqualTo(written.toString());
        });
  }

  @Test
  void goesOnElsewhereWhereTheAttemptBeforeEnded() {
    try (var log = here.append(deployment)) {
      write(log, "first\n");
    }

    try (var log = here.append(deployment)) {
      write(log, "second\n");
    }

    assertThat(readElsewhere(0, 100)).isEqualTo("first\nsecond\n");
  }

  @Test
  void ignoresWhatTheStreamHasAlready(@TempDir Path folder) {
    try (var log = here.append(deployment)) {
      write(log, "0123456789\n");
    }
    var third = new RedisLogs(new FolderLogs(folder), redis, "main");

    try (var log = third.append(deployment)) {
      write(log, "abc\n");
    }

    assertThat(readElsewhere(0, 100)).isEqualTo("0123456789\n");
  }

  @Test
  void keepsOnlyTheNewestPartOfALongLog() {
    var block = "x".repeat(9_999) + "\n";
    try (var log = here.append(deployment)) {
      for (int i = 0; i < 500; i++) {
        write(log, block);
      }
    }

    long end = 500L * 10_000;
    await().untilAsserted(() -> assertThat(readElsewhere(end - 10, 100)).hasSize(10));
    assertThat(readElsewhere(end - LogStream.KEPT, 100)).hasSize(100);
    assertThat(readElsewhere(0, 100)).isEmpty();
    assertThat(memory()).isLessThan(3L << 20);
  }

  @Test
  void isForgottenAnHourAfterTheLastWrite() {
    try (var log = here.append(deployment)) {
      write(log, "one\n");
    }

    assertThat(secondsLeft()).isBetween(3500L, 3600L);
  }

  @Test
  void writesAndReadsTheFileWhileRedisIsAway() {
    server.kill();

    var time =
        RedisIT.timed(() -> {
          try (var log = here.append(deployment)) {
            for (int i = 0; i < 1000; i++) {
              write(log, "line\n");
            }
          }
        });

    assertThat(time).isLessThan(BOUND);
    assertThat(here.read(deployment, 0, 10_000).bytes()).hasSize(5000);
    assertThat(readElsewhere(0, 100)).isEmpty();
    server.startAgain();
  }

  @Test
  void showsElsewhereWhatWasWrittenWhileRedisWasAway() {
    try (var log = here.append(deployment)) {
      write(log, "before\n");
      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isNotEmpty());
      server.kill();
      write(log, "meanwhile\n");
      server.startAgain();

      write(log, "after\n");

      await()
          .untilAsserted(
              () -> assertThat(readElsewhere(0, 100)).isEqualTo("before\nmeanwhile\nafter\n"));
    }
  }

  @Test
  void showsTheLogElsewhereFromItsBeginningAfterRedisLostIt() {
    try (var log = here.append(deployment)) {
      write(log, "before\n");
      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isNotEmpty());
      server.flush();

      write(log, "after\n");

      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isEqualTo("before\nafter\n"));
    }
  }

  @Test
  void doesNotMakeABuildWaitForARedisThatHangs() {
    try (var log = here.append(deployment)) {
      write(log, "one\n");
      await().untilAsserted(() -> assertThat(readElsewhere(0, 100)).isNotEmpty());
      server.pause();

      var writing =
          RedisIT.timed(() -> {
            for (int i = 0; i < 1000; i++) {
              write(log, "line\n");
            }
          });
      var reading = RedisIT.timed(() -> readElsewhere(0, 100));
      var closing = RedisIT.timed(log::close);
      server.resume();

      assertThat(writing).isLessThan(Duration.ofSeconds(1));
      assertThat(reading).isLessThan(BOUND);
      assertThat(closing).isLessThan(BOUND);
    }
  }

  @Test
  void asksRedisFarLessOftenThanItIsWritten() {
    long before = commands();
    try (var log = here.append(deployment)) {
      for (int i = 0; i < 5000; i++) {
        write(log, "line\n");
      }
    }

    assertThat(commands() - before).isLessThan(500);
    assertThat(readElsewhere(24_990, 100)).isEqualTo("line\nline\n");
  }

  private long commands() {
    var stats = redis.call(to -> to.info("stats"));
    return stats
        .lines()
        .filter(line -> line.startsWith("total_commands_processed:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  private void follow(StringBuilder followed) {
    var read = readElsewhere(followed.length(), 1000);
    while (!read.isEmpty()) {
      followed.append(read);
      read = readElsewhere(followed.length(), 1000);
    }
  }

  private String readElsewhere(long offset, int limit) {
    return new String(elsewhere.read(deployment, offset, limit).bytes(), StandardCharsets.UTF_8);
  }

  private long memory() {
    return redis.call(to -> to.memoryUsage(key()));
  }

  private long secondsLeft() {
    return redis.call(to -> to.ttl(key()));
  }

  private String key() {
    return "slipway:main:log:" + deployment;
  }

  private static void write(LogWriter log, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }
}
