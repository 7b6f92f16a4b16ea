package dev.slipway.process.bell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.DeploymentId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BellTest {

  private static final DeploymentId FIRST = new DeploymentId(new UUID(1, 1));
  private static final DeploymentId SECOND = new DeploymentId(new UUID(1, 2));

  private final FakeDispatch dispatch = new FakeDispatch();
  private final AtomicInteger rings = new AtomicInteger();
  private final RecordedLog log = new RecordedLog(Bell.class.getName());
  private final Bell bell = new Bell(dispatch, rings::incrementAndGet, "here");
  private final Thread thread = new Thread(bell, "bell");

  @AfterEach
  void stop() throws InterruptedException {
    bell.close();
    if (thread.isAlive()) {
      thread.join(Duration.ofSeconds(5));
    }
    log.close();
  }

  @Test
  void ringsForEveryWordAndThenSaysThatItDid() {
    thread.start();

    dispatch.announce(FIRST);
    dispatch.announce(SECOND);

    await().untilAsserted(() -> assertThat(dispatch.done()).containsExactly(FIRST, SECOND));
    assertThat(rings.get()).isEqualTo(2);
  }

  @Test
  void keepsAWordThatItCouldNotRingFor() throws InterruptedException {
    var stuck =
        new Bell(
            dispatch,
            () -> {
              throw new IllegalStateException("never rung");
            },
            "here");
    var other = Thread.ofVirtual().start(stuck);
    dispatch.announce(FIRST);

    await().until(() -> dispatch.waiting() == 0 && dispatch.asked() > 0);
    stuck.close();
    other.join(Duration.ofSeconds(5));

    assertThat(dispatch.done()).isEmpty();
  }

  @Test
  void doesNotAskWithoutPauseWhatReturnsAtOnce() {
    dispatch.set(FakeDispatch.Fault.RETURNS_AT_ONCE);
    thread.start();

    await().until(() -> dispatch.asked() >= 3); // after 0.1 and 0.2 s

    assertThat(dispatch.asked()).isLessThan(10);
  }

  @Test
  void goesOnAfterAFailureAndSaysSoOnce() {
    dispatch.set(FakeDispatch.Fault.THROWS);
    thread.start();
    await().until(() -> dispatch.asked() >= 3);

    dispatch.set(FakeDispatch.Fault.NONE);
    dispatch.announce(FIRST);

    await().untilAsserted(() -> assertThat(dispatch.done()).containsExactly(FIRST));
    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARNING"))
        .singleElement()
        .asString()
        .contains("Cannot take word");
  }

  @Test
  void endsWhenItIsClosed() throws InterruptedException {
    thread.start();
    await().until(() -> dispatch.asked() > 0);

    bell.close();

    thread.join(Duration.ofSeconds(5));
    assertThat(thread.isAlive()).isFalse();
    assertThat(log.lines()).last().asString().contains("Rings no more");
  }

  @Test
  void endsAtOnceWhenItIsClosedBeforeItBegins() throws InterruptedException {
    bell.close();

    thread.start();

    thread.join(Duration.ofSeconds(5));
    assertThat(thread.isAlive()).isFalse();
    assertThat(dispatch.asked()).isZero();
  }
}
