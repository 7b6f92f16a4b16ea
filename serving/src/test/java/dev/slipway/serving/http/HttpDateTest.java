package dev.slipway.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {

  private static final Instant INSTANT = Instant.parse("1994-11-06T08:49:37Z");

  @Test
  void writesTheDayWithTwoDigits() {
    assertThat(HttpDate.text(INSTANT)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void readsAllThreeForms(String text) {
    assertThat(HttpDate.parse(text)).contains(INSTANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "yesterday", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT"})
  void readsNothingElse(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }
}
