package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static redis.clients.jedis.StreamEntryID.NEW_ENTRY;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import dev.slipway.core.job.Dispatch.Word;
import dev.slipway.store.testing.RecordedLog;
import dev.slipway.store.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.resps.StreamConsumerInfo;

/// Words through a real Redis, and what becomes of them when that is hurt.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisDispatchIT {

  static final DeploymentId FIRST = new DeploymentId(new UUID(1, 1));

  private static final DeploymentId SECOND = new DeploymentId(new UUID(1, 2));
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final RedisServer server = RedisServer.start();
  private final Redis redis = Redis.open(server.settings());
  private Dispatch dispatch = dispatch(Duration.ofSeconds(10));

  @BeforeEach
  void empty() {
    server.flush();
    dispatch = dispatch(Duration.ofSeconds(10));
  }

  @AfterEach
  void wakeUp() {
    await().ignoreExceptions().until(() -> redis.call(to -> to.ping()).equals("PONG"));
  }

  @AfterAll
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void givesAWordToOneNodeOnly() {
    dispatch.announce(FIRST);
    dispatch.announce(SECOND);

    var first = dispatch.take("a", SHORT).map(Word::deployment);
    var second = dispatch.take("b", SHORT).map(Word::deployment);

    assertThat(first).contains(FIRST);
    assertThat(second).contains(SECOND);
    assertThat(dispatch.take("a", SHORT)).isEmpty();
    assertThat(dispatch.take("b", SHORT)).isEmpty();
  }

  @Test
  void waitsForAWordThatComes() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> dispatch.take("a", LONG));
      await().until(() -> redis.call(to -> to.exists("slipway:main:jobs")));

      dispatch.announce(FIRST);

      assertThat(waiting.get()).map(Word::deployment).contains(FIRST);
    }
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    var waited = RedisIT.timed(() -> assertThat(dispatch.take("a", SHORT)).isEmpty());

    assertThat(waited).isBetween(SHORT, Duration.ofSeconds(2));
  }

  @Test
  void keepsNothingOfAWordThatWasActedUpon() {
    dispatch.announce(FIRST);

    dispatch.done(dispatch.take("a", SHORT).orElseThrow());

    assertThat(length()).isZero();
    assertThat(pending()).isZero();
  }

  @Test
  void takesOverAllWordsOfANodeThatDied() {
    var hasty = dispatch(Duration.ZERO);
    for (int i = 0; i < 250; i++) {
      dispatch.announce(new DeploymentId(new UUID(2, i)));
      assertThat(dispatch.take("dead", SHORT)).isPresent();
    }

    var found = new HashSet<DeploymentId>();
    for (var word = hasty.take("alive", SHORT);
        word.isPresent();
        word = hasty.take("alive", SHORT)) {
      found.add(word.get().deployment());
      hasty.done(word.get());
    }

    assertThat(found).hasSize(250);
    assertThat(pending()).isZero();
  }

  @Test
  void leavesWordsToANodeThatIsAtWork() {
    dispatch.announce(FIRST);
    assertThat(dispatch.take("at work", SHORT)).isPresent();

    assertThat(dispatch.take("other", SHORT)).isEmpty();
  }

  @Test
  void survivesThatPendingWordsWereDropped() {
    var hasty = dispatch(Duration.ZERO);
    dispatch.announce(FIRST);
    assertThat(dispatch.take("dead", SHORT)).isPresent();
    redis.call(to -> to.xtrim("slipway:main:jobs", 0, false));
    dispatch.announce(SECOND);

    var word = hasty.take("alive", SHORT);

    assertThat(word).map(Word::deployment).contains(SECOND);
    hasty.done(word.orElseThrow());
    assertThat(pending()).isZero();
  }

  @Test
  void skipsAndRemovesWhatNamesNoDeployment() {
    try (var log = new RecordedLog("dev.slipway.store.redis")) {
      server.send("XADD slipway:main:jobs * deployment nonsense");
      server.send("XADD slipway:main:jobs * something else");
      dispatch.announce(FIRST);

      var word = dispatch.take("a", LONG).orElseThrow();

      assertThat(word.deployment()).isEqualTo(FIRST);
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("names no deployment"));
    }
    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void findsWordsThatAreADayOld() {
    server.send("XADD slipway:main:jobs 1-0 deployment " + FIRST); // added in 1970

    assertThat(dispatch.take("a", SHORT).or(() -> dispatch.take("a", SHORT)))
        .map(Word::deployment)
        .contains(FIRST);
  }

  @Test
  void forgetsNodesThatAreGone() {
    dispatch.announce(FIRST);
    dispatch.take("gone", SHORT).ifPresent(dispatch::done);
    dispatch.announce(SECOND);
    assertThat(dispatch.take("busy", SHORT)).isPresent();
    assertThat(nodes()).containsExactlyInAnyOrder("gone", "busy");
    var tidy = new RedisDispatch(redis, "main", new JobTimes(LONG, SHORT, Duration.ofMillis(1)));

    await()
        .untilAsserted(() -> {
          tidy.take("mine", SHORT);
          assertThat(nodes()).containsExactly("busy");
        });
  }

  @Test
  void boundsWhatNobodyTakes() {
    redis.call(to -> {
      try (var many = to.pipelined()) {
        for (int i = 0; i < 12_000; i++) {
          many.xadd("slipway:main:jobs", NEW_ENTRY, Map.of("deployment", FIRST.toString()));
        }
        many.sync();
      }
      return true;
    });

    dispatch.announce(SECOND);

    assertThat(length()).isBetween(10_000L, 10_200L);
  }

  @Test
  void healsAFlushWhileItWaits() throws InterruptedException, ExecutionException {
    dispatch.take("a", SHORT);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> dispatch.take("a", LONG));
      await().until(this::someoneWaits);

      server.flush();
      dispatch.announce(FIRST);

      assertThat(waiting.get()).map(Word::deployment).contains(FIRST);
    }
  }

  @Test
  void goesOnAfterARestartWithoutData() {
    dispatch.announce(FIRST);
    var lost = dispatch.take("a", SHORT).orElseThrow();

    server.kill();
    server.startEmpty();
    dispatch.done(lost);

    assertThat(dispatch.announce(SECOND)).isTrue();
    assertThat(dispatch.take("a", LONG)).map(Word::deployment).contains(SECOND);
  }

  @Test
  void keepsWordsOverARestartWithData() {
    dispatch.announce(FIRST);

    server.kill();
    server.startAgain();

    assertThat(dispatch.take("a", LONG)).map(Word::deployment).contains(FIRST);
  }

  @Test
  void saysThatItCannotAnnounceAndWaitsWhileRedisIsAway() {
    dispatch.announce(FIRST);
    var word = dispatch.take("a", SHORT).orElseThrow();
    server.kill();

    var announced = dispatch.announce(SECOND);
    dispatch.done(word);
    var patience = Duration.ofMillis(300);
    var waited = RedisIT.timed(() -> assertThat(dispatch.take("a", patience)).isEmpty());

    assertThat(announced).isFalse();
    assertThat(waited).isBetween(patience, Duration.ofSeconds(3));
    server.startAgain();
  }

  @Test
  void takesWordAgainWhenRedisIsBackWithoutBeingAskedAnew()
      throws InterruptedException, ExecutionException {
    dispatch.take("a", SHORT);
    server.kill();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> dispatch.take("a", LONG));
      server.startEmpty();

      await().until(() -> dispatch.announce(FIRST));

      assertThat(waiting.get()).map(Word::deployment).contains(FIRST);
    }
  }

  @Test
  void boundsTheTimeOfEveryCallWhileRedisHangs() {
    dispatch.announce(FIRST);
    var word = dispatch.take("a", SHORT).orElseThrow();
    server.pause();

    var announcing = RedisIT.timed(() -> assertThat(dispatch.announce(SECOND)).isFalse());
    var again = RedisIT.timed(() -> dispatch.announce(SECOND));
    var removing = RedisIT.timed(() -> dispatch.done(word));
    var taking = RedisIT.timed(() -> dispatch.take("a", SHORT));
    server.resume();

    assertThat(announcing).isLessThan(Duration.ofSeconds(3));
    assertThat(again.plus(removing).plus(taking)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void servesAsManyNodesAsItHasConnections() throws InterruptedException, ExecutionException {
    var waiting = new ArrayList<Future<Optional<Word>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        var node = "node-" + i;
        waiting.add(threads.submit(() -> dispatch.take(node, LONG)));
      }
      for (int i = 0; i < 8; i++) {
        dispatch.announce(new DeploymentId(new UUID(3, i)));
      }

      var got = new HashSet<DeploymentId>();
      for (var word : waiting) {
        got.add(word.get().orElseThrow().deployment());
      }
      assertThat(got).hasSize(8);
    }
  }

  private Dispatch dispatch(Duration silence) {
    return new RedisDispatch(
        redis, "main", new JobTimes(silence, Duration.ZERO, Duration.ofDays(1)));
  }

  private boolean someoneWaits() {
    return redis.call(to -> to.info("clients")).contains("blocked_clients:1");
  }

  private List<String> nodes() {
    return redis.call(to ->
        to.xinfoConsumers("slipway:main:jobs", "nodes").stream()
            .map(StreamConsumerInfo::getName)
            .toList());
  }

  private long length() {
    return redis.call(to -> to.xlen("slipway:main:jobs"));
  }

  private long pending() {
    return redis.call(to -> to.xpending("slipway:main:jobs", "nodes")).getTotal();
  }
}
