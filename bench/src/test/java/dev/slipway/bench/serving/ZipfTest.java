package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ZipfTest {

  private static final int DRAWS = 200_000;

  @Test
  void drawsTheFirstRankTwiceAsOftenAsTheSecondWithTheExponentOne() {
    var zipf = new Zipf(100, 1);

    var drawn = drawn(zipf, 100);

    assertThat((double) drawn[0] / drawn[1]).isCloseTo(2, within(0.1));
    assertThat((double) drawn[0] / drawn[9]).isCloseTo(10, within(1.0));
  }

  @Test
  void drawsEveryRankAsOftenAsAnyOtherWithTheExponentZero() {
    var zipf = new Zipf(4, 0);

    var drawn = drawn(zipf, 4);

    for (int count : drawn) {
      assertThat((double) count / DRAWS).isCloseTo(0.25, within(0.01));
    }
  }

  @Test
  void givesEachRankItsShareOfTheWhole() {
    var zipf = new Zipf(2, 1);

    assertThat(zipf.at(0)).isZero();
    assertThat(zipf.at(0.66)).isZero();
    assertThat(zipf.at(0.67)).isEqualTo(1);
    assertThat(zipf.at(1)).isEqualTo(1);
  }

  private static int[] drawn(Zipf zipf, int ranks) {
    var random = new SplittableRandom(1);
    var drawn = new int[ranks];
    for (int i = 0; i < DRAWS; i++) {
      drawn[zipf.next(random)]++;
    }
    return drawn;
  }
}
