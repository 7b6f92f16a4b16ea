package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

  @Test
  void interruptsACallThatTakesTooLong() throws InterruptedException {
    var interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () -> Deadline.call(Duration.ofMillis(50), "do it", () -> waitUntil(interrupted)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(
            "Could not do it: the container engine has not answered within 50 ms");

    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void makesACallToItsEndThoughItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();

    var answer = Deadline.call(Duration.ofSeconds(5), "do it", () -> "done");

    assertThat(answer).isEqualTo("done");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void repeatsWhatTheEngineSays() {
    assertThatThrownBy(() ->
            Deadline.call(
                Duration.ofSeconds(5),
                "find x",
                () -> {
                  throw new NotFoundException("{\"message\":\"No such image: x\"}");
                }))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Could not find x: No such image: x.")
        .hasCauseInstanceOf(NotFoundException.class);
  }

  private static String waitUntil(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      Thread.currentThread().interrupt();
    }
    return "";
  }
}
