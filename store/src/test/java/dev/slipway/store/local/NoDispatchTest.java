package dev.slipway.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Dispatch;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NoDispatchTest {

  private final Dispatch dispatch = new NoDispatch();

  @Test
  void saysThatItCannotAnnounce() {
    assertThat(dispatch.announce(new DeploymentId(new UUID(1, 2)))).isFalse();
  }

  @Test
  void waitsForAsLongAsItIsToldAndHasNothing() {
    var patience = Duration.ofMillis(30);
    long start = System.nanoTime();

    var word = dispatch.take("node", patience);

    assertThat(word).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(patience);
  }

  @Test
  void stopsWaitingWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    var word = dispatch.take("node", Duration.ofHours(1));

    assertThat(word).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }
}
