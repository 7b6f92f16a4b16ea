package dev.slipway.acceptance.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.machine.SystemdMachine;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The doorbell when it is rung more often than anyone can answer.
@ExtendWith(InstalledMachine.class)
class DoorbellIT {

  private static final int RINGS = 2000;
  private static final int MOST_RUNNERS = 8;
  private static final String RING =
      """
      use IO::Socket::UNIX;
      for (1 .. %d) { IO::Socket::UNIX->new(Peer => '/run/slipway/doorbell') }
      """
          .formatted(RINGS);

  private final SystemdMachine machine;

  DoorbellIT(SystemdMachine machine) {
    this.machine = machine;
  }

  @Test
  void twoThousandRingsStartFewRunnersAndLoseNoJob() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "rung");
    var first = site.push(4, "first");
    site.awaitBuild();
    var ringing = Thread.ofVirtual().start(this::ring);

    int most = 0;
    while (!ringing.join(Duration.ofMillis(100))) {
      most = Math.max(most, MachineSite.runners(machine));
    }

    assertThat(most).isBetween(1, MOST_RUNNERS);
    assertThat(machine.run("systemctl", "is-active", "slipway-job.socket").strip())
        .isEqualTo("active");
    site.awaitReady(first);
    site.awaitReady(site.push(0, "second"));
    assertThat(site.visit()).isEqualTo("second");
  }

  private void ring() {
    try {
      machine.run("perl", "-e", RING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
