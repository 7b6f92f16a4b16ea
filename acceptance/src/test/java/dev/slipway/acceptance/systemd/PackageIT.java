package dev.slipway.acceptance.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.machine.SystemdMachine;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The life of the package on a server: installed, upgraded, removed and purged.
class PackageIT {

  private static final String NEXT = "0.1.1";

  @Test
  void anInstallationStartsNothingUntilItIsSetUp() throws InterruptedException {
    var deb = InstalledMachine.deb();
    try (var machine = SystemdMachine.boot()) {
      var said = machine.install(deb);

      assertThat(said).contains("run slipway-setup");
      assertThat(machine.attempt("systemctl", "is-active", "slipway.target").exitCode())
          .isNotZero();
      assertThat(machine.run("stat", "-c", "%a %U", "/etc/slipway/credentials").strip())
          .isEqualTo("700 root");
    }
  }

  @Test
  void anUpgradeLosesNoJobAndAPurgeNoArtifact() throws IOException, InterruptedException {
    var next = InstalledMachine.deb(NEXT);
    try (var machine = InstalledMachine.boot()) {
      var site = MachineSite.add(machine, "upgraded");
      var old = machine.run("readlink", "/usr/lib/slipway/current").strip();
      var deployment = site.push(15, "through-an-upgrade");
      site.awaitBuild();
      var container = machine.buildContainers();

      machine.install(next);

      assertThat(machine.buildContainers()).containsAll(container); // it goes on
      assertThat(running(machine, "slipway-receiver")).contains("/usr/lib/slipway/" + NEXT + "/");
      site.awaitReady(deployment);
      assertThat(site.visit()).isEqualTo("through-an-upgrade");
      assertThat(site.log(deployment)).doesNotContain("attempt 2");
      assertThat(old).isNotEqualTo(NEXT);
      purge(machine);
    }
  }

  private static void purge(SystemdMachine machine) throws InterruptedException {
    machine.run("dpkg", "--remove", "slipway");
    assertThat(machine.attempt("ls", "/etc/slipway/slipway.yaml").exitCode()).isZero();
    assertThat(machine.attempt("ls", "/usr/lib/slipway").exitCode()).isNotZero();

    machine.run("dpkg", "--purge", "slipway");

    assertThat(machine.attempt("ls", "/etc/slipway").exitCode()).isNotZero();
    assertThat(machine.run("find", "/var/lib/slipway/artifacts", "-name", "*.tar")).isNotBlank();
  }

  private static String running(SystemdMachine machine, String unit) throws InterruptedException {
    var pid = machine.run("systemctl", "show", "--value", "-p", "MainPID", unit).strip();
    return machine.run("readlink", "/proc/" + pid + "/exe");
  }
}
