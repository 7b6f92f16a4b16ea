package dev.slipway.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The whole benchmark with a few sites and short rounds: it says nothing of speed, only that all
/// of it works.
class ServingRaceIT {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void measuresAllServersWithTheSameSitesAndLeavesNoneRunning()
      throws IOException, InterruptedException {
    var clone = Path.of("..").toAbsolutePath().normalize();

    var figures = new ServingRace(clone, Scale.SMOKE, out).run();

    assertThat(figures)
        .containsKeys("mix", "caddy", "cpu", "p99", "k1", "k10", "k100", "m5", "rss", "n304");
    assertThat(figures)
        .allSatisfy((name, figure) -> {
          assertThat(figure).as(name).isFinite().isPositive();
        });
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("byte by byte")
        .doesNotContain("does not count");
    assertThat(ProcessHandle.current().descendants().map(ProcessHandle::info))
        .noneMatch(
            process -> process.command().orElse("").matches(".*(nginx|caddy|postgres|redis).*"));
  }
}
