package dev.slipway.receiver.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T22:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-5S, just now",
    "PT0S, just now",
    "PT10S, 10 seconds ago",
    "PT60S, 1 minute ago",
    "PT59M59S, 59 minutes ago",
    "PT1H, 1 hour ago",
    "PT23H, 23 hours ago",
    "P1D, 1 day ago",
    "P29D, 29 days ago",
    "P30D, 22 Oct 2026"
  })
  void saysHowLongAgo(Duration age, String said) {
    assertThat(Times.ago(NOW.minus(age), NOW)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min 0 s",
    "PT3599S, 59 min 59 s",
    "PT3660S, 1 h 1 min"
  })
  void saysHowLongItTook(Duration duration, String said) {
    assertThat(Times.between(NOW, NOW.plus(duration))).isEqualTo(said);
  }
}
