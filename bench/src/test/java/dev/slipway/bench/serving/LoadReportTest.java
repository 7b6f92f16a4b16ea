package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.bench.server.ProgramException;
import org.junit.jupiter.api.Test;

class LoadReportTest {

  private static final String OUTPUT =
      """
      Running 2s test @ http://127.0.0.1:43967
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     1.05ms  500.00us  12.00ms   90.00%
      Requests/sec:  50000.00
      load: requests=100000 bytes=1300000000 micros=2000000 p50=950 p99=4110 cpu=1500000 socket=3 status=7
      """;

  @Test
  void isReadFromBetweenWhatWrkSaysToPeople() {
    var report = LoadReport.parse(OUTPUT);

    assertThat(report)
        .isEqualTo(new LoadReport(100_000, 1_300_000_000, 2_000_000, 950, 4110, 1_500_000, 3, 7));
  }

  @Test
  void tellsRatesAndShares() {
    var report = LoadReport.parse(OUTPUT);

    assertThat(report.rate()).isEqualTo(50_000);
    assertThat(report.cpuShare()).isEqualTo(0.75);
    assertThat(report.bytesOfAnswer()).isEqualTo(13_000);
  }

  @Test
  void isMissedWhereWrkFailed() {
    assertThatThrownBy(() -> LoadReport.parse("unable to connect to 127.0.0.1:1"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("unable to connect");
  }
}
