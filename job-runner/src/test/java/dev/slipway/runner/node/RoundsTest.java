package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoundsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration PAUSE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void isDueAtFirstAndAfterEachPause() {
    assertThat(at(NOW).isDue()).isTrue();

    at(NOW).done();

    assertThat(at(NOW).isDue()).isFalse();
    assertThat(at(NOW.plus(PAUSE).minusSeconds(1)).isDue()).isFalse();
    assertThat(at(NOW.plus(PAUSE)).isDue()).isTrue();
  }

  @Test
  void isDueWhenItWasDoneByAClockThatWasWrong() {
    at(NOW.plus(Duration.ofDays(1000))).done();

    assertThat(at(NOW).isDue()).isTrue();
  }

  private Rounds at(Instant now) {
    return new Rounds(folder.resolve("work/cleaned"), PAUSE, Clock.fixed(now, ZoneOffset.UTC));
  }
}
