package dev.slipway.acceptance.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.machine.SystemdMachine;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of a push on a server, whatever is killed, stopped or restarted there meanwhile.
@ExtendWith(InstalledMachine.class)
class ServerJobsIT {

  private static final int SLOW = 6;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final SystemdMachine machine;

  ServerJobsIT(SystemdMachine machine) {
    this.machine = machine;
  }

  @Test
  void aPushIsBuiltInAContainerAndServed() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "pushed");

    var deployment = site.push(0, "built");

    site.awaitReady(deployment);
    assertThat(site.visit()).isEqualTo("built");
    assertThat(machine.run("journalctl", "--no-pager", "-o", "cat", "SLIPWAY_PROJECT=pushed"))
        .contains("Claimed", "Deployed");
  }

  @Test
  void aRestartInTheMiddleOfABuildLosesNothing() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "restarted");
    var deployment = site.push(SLOW, "after-restart");
    site.awaitBuild();

    machine.run("systemctl", "restart", "slipway.target");

    site.awaitReady(deployment);
    assertThat(site.visit()).isEqualTo("after-restart");
    site.awaitNoContainers();
  }

  @Test
  void stoppingGivesARunningJobBackAndLeavesNoContainer() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "drained");
    var deployment = site.push(SLOW, "drained");
    site.awaitBuild();

    machine.run("systemctl", "stop", "slipway.target"); // which waits for none of its units

    try {
      Awaitility.await("its runner is gone")
          .atMost(SOON)
          .until(() -> MachineSite.runners(machine) == 0);
      assertThat(machine.buildContainers()).isEmpty();
    } finally {
      machine.run("systemctl", "start", "slipway.target");
    }
    site.awaitReady(deployment);
    assertThat(site.log(deployment)).contains("attempt 2");
  }

  @Test
  void aKilledRunnerIsCleanedUpAfterAtOnceAndItsJobRunAgain()
      throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "killed");
    machine.run("systemctl", "stop", "slipway-sweep.timer"); // so that nothing else cleans up
    String deployment;
    try {
      deployment = site.push(SLOW, "after-kill");
      site.awaitBuild();
      var first = machine.buildContainers().getFirst();

      machine.run("systemctl", "kill", "--signal", "KILL", "slipway-job@*.service");

      Awaitility.await("its container is gone")
          .atMost(SOON)
          .until(() -> !machine.buildContainers().contains(first));
    } finally {
      machine.run("systemctl", "start", "slipway-sweep.timer"); // a fault is retried with backoff
    }
    site.awaitReady(deployment);
    assertThat(site.visit()).isEqualTo("after-kill");
    site.awaitNoContainers();
  }

  @Test
  void aPushIsBuiltWithoutRedis() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "without-redis");
    machine.run("systemctl", "stop", "redis-server.service");

    try {
      var deployment = site.push(0, "without-redis");

      site.awaitReady(deployment);
      assertThat(site.visit()).isEqualTo("without-redis");
    } finally {
      machine.run("systemctl", "start", "redis-server.service");
    }
  }

  @Test
  void aBuildSurvivesARestartOfPostgres() throws IOException, InterruptedException {
    var site = MachineSite.add(machine, "database-gone");
    var deployment = site.push(SLOW, "still-here");
    site.awaitBuild();

    machine.run("systemctl", "restart", "postgresql@15-main.service");

    site.awaitReady(deployment);
    assertThat(site.visit()).isEqualTo("still-here");
  }
}
