package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The whole benchmark with one project and a small output: it says nothing of speed, only that all
/// of it works.
class BuildsBenchIT {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void measuresBuildsAndTellsEveryStage() throws IOException, InterruptedException {
    var figures = new BuildsBench(BuildsBench.Scale.SMOKE).run(out);

    assertThat(figures.line().split(" ", -1))
        .allSatisfy(figure -> assertThat(figure).matches("[a-z_]+=[0-9.]*[1-9][0-9.]*"));
    assertThat(figures.line())
        .contains("cold_eleventy=", "warm_eleventy=", "own_ms=", "reuse_ms=", "pack_br_mb_s=");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("| process ", "| checkout ", "| detect ", "| sandbox ", "| copy_in ")
        .contains("| install ", "| build ", "| pack ", "| store ", "| publish ");
  }
}
