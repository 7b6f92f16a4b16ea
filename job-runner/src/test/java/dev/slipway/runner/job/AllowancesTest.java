package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.ProjectLimits;
import dev.slipway.runner.build.BuildLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AllowancesTest {

  private static final long GIB = 1L << 30;
  private static final Allowance USUAL = Allowance.USUAL;

  private final Allowances allowances = new Allowances(USUAL, USUAL.usualCeiling(4));

  @Test
  void givesTheUsualToWhoAsksForNothing() {
    var granted = allowances.grant(ProjectLimits.NONE);

    assertThat(granted.allowance()).isEqualTo(USUAL);
    assertThat(granted.notes()).isEmpty();
  }

  @Test
  void givesWhatIsAskedForUpToTheCeiling() {
    var granted = allowances.grant(asking(8 * GIB, 4, 2048, 32 * GIB, 60, 64L << 20));

    assertThat(granted.allowance()).isEqualTo(USUAL.usualCeiling(4));
    assertThat(granted.notes()).isEmpty();
  }

  @Test
  void givesLessThanTheUsualToWhoAsksForLess() {
    var granted = allowances.grant(asking(GIB / 2, 1, 64, GIB, 1, 1 << 20));

    assertThat(granted.allowance().limits())
        .isEqualTo(
            BuildLimits.USUAL
                .withMemoryBytes(GIB / 2)
                .withCpus(1)
                .withProcesses(64)
                .withDiskBytes(GIB)
                .withTime(Duration.ofMinutes(1)));
    assertThat(granted.allowance().logBytes()).isEqualTo(1 << 20);
  }

  @Test
  void givesTheCeilingToWhoAsksForMoreAndSaysSo() {
    var granted = allowances.grant(asking(16 * GIB, 5, 2049, 33 * GIB, 61, 65L << 20));

    assertThat(granted.allowance()).isEqualTo(USUAL.usualCeiling(4));
    assertThat(granted.notes())
        .containsExactly(
            "memory: asked for 16 GiB, this platform allows at most 8 GiB",
            "CPUs: asked for 5, this platform allows at most 4",
            "processes: asked for 2049, this platform allows at most 2048",
            "disk: asked for 33 GiB, this platform allows at most 32 GiB",
            "time: asked for 61 minutes, this platform allows at most 60 minutes",
            "log: asked for 65 MiB, this platform allows at most 64 MiB");
  }

  @Test
  void givesNoMoreThanTheMachineHasAndSaysNothingToWhoDidNotAsk() {
    var small = new Allowances(USUAL, USUAL.usualCeiling(1));

    var granted = small.grant(ProjectLimits.NONE);

    assertThat(granted.allowance().limits()).isEqualTo(BuildLimits.USUAL.withCpus(1));
    assertThat(granted.notes()).isEmpty();
  }

  private static ProjectLimits asking(
      long memory, int cpus, int processes, long disk, int minutes, long log) {
    return new ProjectLimits(
        Optional.of(memory),
        Optional.of(cpus),
        Optional.of(processes),
        Optional.of(disk),
        Optional.of(Duration.ofMinutes(minutes)),
        Optional.of(log));
  }
}
