package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OldGenerationTest {

  private static final long MEBIBYTE = 1 << 20;

  @ParameterizedTest
  @CsvSource({"20, 0, false", "64, 45, false", "70, 45, true", "300, 290, false", "40, 45, false"})
  void collectsWhatIsWorthIt(long used, long lived, boolean due) {
    assertThat(OldGeneration.isDue(used * MEBIBYTE, lived * MEBIBYTE)).isEqualTo(due);
  }
}
