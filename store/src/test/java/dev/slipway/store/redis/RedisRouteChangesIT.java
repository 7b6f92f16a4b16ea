package dev.slipway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static redis.clients.jedis.StreamEntryID.NEW_ENTRY;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.RouteChanges.Listener;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.routes.RecordingListener;
import dev.slipway.store.routes.RouteChangesContract;
import dev.slipway.store.testing.RedisServer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Word of changed routes through a real Redis, and what becomes of it when that is hurt.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisRouteChangesIT implements RouteChangesContract {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer server = RedisServer.start();
  private final Redis redis = Redis.open(server.settings());
  private final Redis remote = Redis.open(server.settings());
  private final RouteChanges changes = new RedisRouteChanges(redis, "main");

  @BeforeEach
  void bringBack() {
    for (var one : new Redis[] {redis, remote}) {
      await().ignoreExceptions().until(() -> one.call(to -> to.ping()).equals("PONG"));
    }
  }

  @AfterAll
  void stop() {
    redis.close();
    remote.close();
    server.close();
  }

  @Override
  public RouteChanges changes() {
    return changes;
  }

  @Test
  void tellsListenersOfOtherProcesses() {
    var heard = new RecordingListener();
    try (var _ = new RedisRouteChanges(remote, "main").listen(heard)) {
      changes.changed(FIRST);

      await().untilAsserted(() -> assertThat(heard.heard()).containsExactly(FIRST));
    }
  }

  @Test
  void keepsInstancesApart() {
    var heard = new RecordingListener();
    var other = new RedisRouteChanges(redis, "other");
    try (var _ = other.listen(heard)) {
      changes.changed(FIRST);
      other.changed(SECOND);

      await().untilAsserted(() -> assertThat(heard.heard()).containsExactly(SECOND));
    }
  }

  @Test
  void tellsAfterARestartThatSomethingMayBeMissedAndGoesOn() {
    var heard = new RecordingListener();
    try (var _ = changes.listen(heard)) {
      server.kill();
      changes.changed(FIRST);
      server.startAgain();

      await().atMost(PATIENCE).until(() -> heard.missedTimes() >= 1);
      changes.changed(SECOND);

      await().untilAsserted(() -> assertThat(heard.heard()).contains(SECOND));
    }
  }

  @Test
  void hearsOfWhatIsOlderThanWhatRedisHasLost() {
    var heard = new RecordingListener();
    server.send("XADD slipway:main:routes 9999999999999-0 project " + FIRST.value());
    try (var _ = changes.listen(heard)) {
      server.flush();
      changes.changed(FIRST);

      await().atMost(PATIENCE).until(() -> heard.missedTimes() == 1);
      changes.changed(SECOND);

      await().untilAsserted(() -> assertThat(heard.heard()).contains(SECOND));
    }
  }

  @Test
  void startsToListenWhenRedisComes() {
    server.kill();
    var heard = new RecordingListener();
    var start = System.nanoTime();
    try (var _ = changes.listen(heard)) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      server.startEmpty();

      await().atMost(PATIENCE).until(() -> heard.missedTimes() >= 1);
      changes.changed(FIRST);

      await().untilAsserted(() -> assertThat(heard.heard()).contains(FIRST));
    }
  }

  @Test
  void neverWaitsLongForARedisThatHangs() {
    var heard = new RecordingListener();
    try (var _ = changes.listen(heard)) {
      server.pause();

      var first = RedisIT.timed(() -> changes.changed(FIRST));
      var others =
          RedisIT.timed(() -> {
            for (int i = 0; i < 100; i++) {
              changes.changed(FIRST);
            }
          });
      server.resume();

      assertThat(first).isLessThan(Duration.ofSeconds(3));
      assertThat(others).isLessThan(Duration.ofSeconds(1));
    }
    var ending = RedisIT.timed(() -> changes.listen(heard).close());
    assertThat(ending).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void tellsAListenerThatWasFarBehindThatItMissedSomething() {
    var gate = new CountDownLatch(1);
    var heard = new RecordingListener();
    try (var _ = changes.listen(behind(gate, heard))) {
      changes.changed(FIRST);
      addMany();
      gate.countDown();

      await().atMost(PATIENCE).until(() -> heard.missedTimes() == 1);
      changes.changed(SECOND);

      await().untilAsserted(() -> assertThat(heard.heard()).contains(SECOND));
    }
  }

  private void addMany() {
    redis.call(to -> {
      try (var many = to.pipelined()) {
        for (int i = 0; i < 3 * RouteStream.KEPT; i++) {
          var project = new UUID(1, i).toString();
          many.xadd("slipway:main:routes", NEW_ENTRY, Map.of(RouteStream.PROJECT, project));
        }
        many.sync();
      }
      return true;
    });
  }

  private static Listener behind(CountDownLatch gate, Listener listener) {
    return new Listener() {
      @Override
      public void changed(ProjectId project) {
        try {
          gate.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
        listener.changed(project);
      }

      @Override
      public void missed() {
        listener.missed();
      }
    };
  }
}
