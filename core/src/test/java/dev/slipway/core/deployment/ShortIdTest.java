package dev.slipway.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortIdTest {

  @Test
  void isTenOfBase36WithADigit() {
    var random = new Random(1);

    var ids = Stream.generate(() -> ShortId.random(random)).limit(10_000).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.value().matches("(?=.*[0-9])[a-z0-9]{10}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abcdefghij", "abc123", "ABC1234567", "abc-123456", "abc12345678"})
  void refusesWhatCouldBeAWordOrIsNoneAtAll(String text) {
    assertThat(ShortId.parse(text)).isEmpty();
  }
}
