package dev.slipway.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // about to wrap around
  private final BackOff backOff = new BackOff(now::get);

  @Test
  void waitsLongerAfterEachFailureInARowUpToAMinute() {
    var seconds = new ArrayList<Long>();
    for (int i = 0; i < 8; i++) {
      backOff.failed();
      seconds.add(backOff.left().toSeconds());
    }

    assertThat(seconds).containsExactly(0L, 5L, 10L, 20L, 40L, 60L, 60L, 60L);
  }

  @Test
  void isOverWhenTheTimeIsOver() {
    backOff.failed();
    backOff.failed();

    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(backOff.left()).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(backOff.left()).isZero();
  }

  @Test
  void forgetsFailuresAfterASuccess() {
    backOff.failed();
    backOff.failed();

    backOff.succeeded();

    assertThat(backOff.left()).isZero();
    backOff.failed();
    assertThat(backOff.left()).isZero();
  }

  @Test
  void pausesWithoutTakingItForAFailure() {
    backOff.pause(Duration.ofSeconds(10));

    assertThat(backOff.left()).isEqualTo(Duration.ofSeconds(10));
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    backOff.failed();
    assertThat(backOff.left()).isZero();
  }
}
