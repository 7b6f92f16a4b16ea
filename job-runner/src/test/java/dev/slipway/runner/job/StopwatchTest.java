package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StopwatchTest {

  @Test
  void namesTheStepsInTheirOrderAndWhatRemains() {
    var watch = new Stopwatch();
    watch.add("checkout", Duration.ofMillis(420));
    watch.add("install", Duration.ofSeconds(5));
    watch.add("checkout", Duration.ofMillis(80));

    assertThat(watch.summary())
        .matches("\\d+\\.\\d s: checkout 0\\.5 s, install 5\\.0 s, own -?\\d+\\.\\d s");
  }

  @Test
  void tellsTheStagesOfWhichAStepMayBeAPart() {
    var watch = new Stopwatch();
    watch.add("build", Duration.ofSeconds(20), "container");
    watch.lap("container");
    watch.lap("pack");

    assertThat(watch.stages()).matches("container=-\\d+ build=20000 pack=\\d+");
  }

  @Test
  void writesNumbersForProgramsWhateverTheLocaleIs() {
    var usual = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(new Stopwatch().summary()).isEqualTo("0.0 s: own 0.0 s");
    } finally {
      Locale.setDefault(usual);
    }
  }
}
