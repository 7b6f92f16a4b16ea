package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {

  @Test
  void readsHowTheCommandsEnded() {
    var report = Report.of(List.of("output 2", "output 1", "took 1 234", "end 3 137 1 20"));

    assertThat(report.end()).contains(new Report.End(3, 137, 1, 20));
    assertThat(report.candidates()).containsExactly(2, 1);
    assertThat(report.times()).containsOnly(Map.entry(1, Duration.ofMillis(2340)));
    assertThat(report.incomplete()).isFalse();
  }

  @Test
  void readsWhatWasFoundButNoPathOutOfTheWorkspace() {
    var report =
        Report.of(
            List.of(
                "fallback 1",
                "found web",
                "found a/../../b",
                "found /etc",
                "found a\tb",
                "found a\u009Bb",
                "found a\u007Fb"));

    assertThat(report.fallbacks()).containsExactly(1);
    assertThat(report.found()).containsExactly("web");
  }

  @Test
  void doesNotTripOverNonsense() {
    var report =
        Report.of(
            List.of("", "end", "end 1 2 3", "output x", "output -1", "end 1 99999999999 0 0"));

    assertThat(report.end()).isEmpty();
    assertThat(report.candidates()).isEmpty();
  }
}
