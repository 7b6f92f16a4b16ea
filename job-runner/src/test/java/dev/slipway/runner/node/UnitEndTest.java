package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitEndTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signal    | killed | KILL | The build's process was killed (signal KILL).
          core-dump | dumped | SEGV | The build's process crashed (signal SEGV).
          exit-code | exited | 1    | The build's process ended with exit code 1.
          oom-kill  | killed | KILL | The build's process was killed (signal KILL): the node ran out of memory.
          timeout   | killed | KILL | The build's process was killed (signal KILL): it took too long to stop.
          resources | ''     | ''   | The build's process ended.
          """)
  void saysHowARunnerEnded(String result, String code, String status, String words) {
    var end = new UnitEnd(result, code, status);

    assertThat(end.words()).isEqualTo(words);
    assertThat(end.isTidy()).isFalse();
  }

  @Test
  void isTidyWhenTheRunnerEndedWell() {
    assertThat(new UnitEnd("success", "exited", "0").isTidy()).isTrue();
    assertThat(new UnitEnd("exit-code", "exited", "75").isTidy()).isTrue();
  }

  @Test
  void readsWhatSystemdSays() {
    var told = Map.of("SERVICE_RESULT", "signal", "EXIT_CODE", "killed", "EXIT_STATUS", "TERM");

    assertThat(UnitEnd.of(told)).isEqualTo(new UnitEnd("signal", "killed", "TERM"));
    assertThat(UnitEnd.of(Map.of())).isEqualTo(new UnitEnd("", "", ""));
  }
}
