package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.chaos.ChaosMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rules 1 to 4 of the design, while whatever can die does.
class ChaosIT {

  private static final String GOOD =
      "chaos: pushes=200 lost=0 doubled=0 stuck=0 backwards=0 orphans=0 seed=";

  @Test
  void nothingIsLostDoubledStuckOrMovedBackWhateverDies() throws IOException, InterruptedException {
    var printed = new ByteArrayOutputStream();

    try (var out = new PrintStream(printed, true, UTF_8)) {
      ChaosMain.run(List.of("--pushes", "200"), out);
    }

    assertThat(printed.toString(UTF_8).lines().toList().getLast())
        .as("%s", printed.toString(UTF_8))
        .startsWith(GOOD);
  }
}
