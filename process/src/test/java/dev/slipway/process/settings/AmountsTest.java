package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "1k, 1024",
    "1536k, 1572864",
    "512m, 536870912",
    "2g, 2147483648",
    "3t, 3298534883328",
    "1000m, 1048576000"
  })
  void readsASizeAndWritesItTheSame(String text, long bytes) {
    assertThat(Amounts.size(text)).contains(bytes);
    assertThat(Amounts.written(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1ms, 1",
    "1500ms, 1500",
    "90s, 90000",
    "15m, 900000",
    "24h, 86400000",
    "36h, 129600000"
  })
  void readsATimeAndWritesItTheSame(String text, long millis) {
    assertThat(Amounts.time(text)).contains(Duration.ofMillis(millis));
    assertThat(Amounts.written(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void countsDays() {
    assertThat(Amounts.time("30d")).contains(Duration.ofDays(30));
    assertThat(Amounts.time("1d")).contains(Duration.ofDays(1));
    assertThat(Amounts.written(Duration.ofDays(30))).isEqualTo("30d");
    assertThat(Amounts.written(Duration.ofHours(47))).isEqualTo("47h");
  }

  @Test
  void writesTheLargestUnitThatFits() {
    assertThat(Amounts.written(1024L * 1024)).isEqualTo("1m");
    assertThat(Amounts.written(Duration.ofHours(2))).isEqualTo("2h");
    assertThat(Amounts.written(1000)).isEqualTo("1k");
    assertThat(Amounts.written(1025)).isEqualTo("2k");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0k", "1", "-1g", "1.5g", "1G", "1 g", "9999999999t", "12345678901k"})
  void readsNothingElseAsASize(String text) {
    assertThat(Amounts.size(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "1", "-1m", "1.5h", "1M", "1 m", "1w", "12345678s"})
  void readsNothingElseAsATime(String text) {
    assertThat(Amounts.time(text)).isEmpty();
  }
}
