package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.secret.Secret;
import dev.slipway.store.testing.RecordedLog;
import dev.slipway.store.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// What callers notice when Redis is hurt: one time-out, one line when it goes, one when it is
/// back.
final class RedisIT {

  /// A call may take one time-out to connect and one to be answered.
  private static final Duration BOUND = Duration.ofSeconds(3);

  private final RecordedLog log = new RecordedLog("dev.slipway.store.redis");
  private RedisServer server;
  private Redis redis;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    redis = Redis.open(server.settings());
  }

  @AfterEach
  void stop() {
    log.close();
    redis.close();
    server.close();
  }

  @Test
  void opensWhileRedisIsAwayAndWorksWhenItIsThere() {
    server.kill();

    try (var early = Redis.open(server.settings())) {
      assertThatThrownBy(() -> early.call(RedisClient::ping)).isInstanceOf(RedisException.class);
      server.startAgain();

      await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(early.call(RedisClient::ping)).isEqualTo("PONG"));
    }
  }

  @Test
  void noticesNothingOfARestartBetweenTwoCalls() throws InterruptedException, ExecutionException {
    fillThePool();

    server.kill();
    server.startAgain();

    for (int i = 0; i < 20; i++) {
      assertThat(redis.call(RedisClient::ping)).isEqualTo("PONG");
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void makesOnlyTheFirstCallerWaitForARedisThatHangs() {
    redis.call(RedisClient::ping);
    server.pause();

    var first = timed(() -> assertAway(redis));
    var others =
        timed(() -> {
          for (int i = 0; i < 100; i++) {
            assertAway(redis);
          }
        });
    server.resume();

    assertThat(first).isLessThan(BOUND);
    assertThat(others).isLessThan(Duration.ofSeconds(1));
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(redis.call(RedisClient::ping)).isEqualTo("PONG"));
  }

  @Test
  void saysOnceWhenRedisGoesAndOnceWhenItIsBack() {
    redis.call(RedisClient::ping);
    server.kill();
    for (int i = 0; i < 10; i++) {
      assertAway(redis);
    }
    var away = log.lines();

    server.startAgain();
    await().ignoreExceptions().untilAsserted(() -> redis.call(RedisClient::ping));

    assertThat(away)
        .singleElement()
        .asString()
        .startsWith("WARNING")
        .contains("Redis at 127.0.0.1:", "does not answer", "Check that Redis runs");
    assertThat(log.lines()).hasSize(2).last().asString().startsWith("INFO").contains("again");
  }

  @Test
  void saysThatThePasswordIsWrong() {
    var wrong = new RedisSettings(server.settings().url(), Optional.of(new Secret("gu3ss")));

    try (var refused = Redis.open(wrong)) {
      assertAway(refused);
    }

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("WRONGPASS", "takes the password")
        .doesNotContain("gu3ss");
  }

  @Test
  void complainsOnceThatRedisRefusesWhatItIsAskedTo() {
    server.send("SET slipway:main:jobs taken");
    var dispatch = new RedisDispatch(redis, "main");

    assertThat(dispatch.announce(RedisDispatchIT.FIRST)).isFalse();
    assertThat(dispatch.announce(RedisDispatchIT.FIRST)).isFalse();
    var taken = dispatch.take("a", Duration.ofMillis(200));

    assertThat(taken).isEmpty();
    assertThat(log.lines()).singleElement().asString().contains("refused to", "WRONGTYPE");
  }

  @Test
  void isNotSaidToBeAwayByAThreadThatIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      redis.call(RedisClient::ping);
    } catch (RedisException _) {
      assertThat(log.lines()).isEmpty();
    }
    assertThat(Thread.interrupted()).isTrue();

    assertThat(redis.call(RedisClient::ping)).isEqualTo("PONG");
    assertThat(log.lines()).isEmpty();
  }

  private void fillThePool() throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        calls.add(threads.submit(() -> redis.call(RedisClient::ping)));
      }
    }
    for (var call : calls) {
      assertThat(call.get()).isEqualTo("PONG");
    }
  }

  private static void assertAway(Redis redis) {
    assertThatThrownBy(() -> redis.call(RedisClient::ping))
        .isInstanceOfSatisfying(RedisException.class, e -> assertThat(e.isAway()).isTrue());
  }

  static Duration timed(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
