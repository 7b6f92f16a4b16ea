package dev.slipway.acceptance.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.machine.SystemdMachine;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the units promise to the administrator of a server.
@ExtendWith(InstalledMachine.class)
class UnitsIT {

  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for .*: ([0-9.]+)");
  private static final String CONFIG = "/etc/slipway/slipway.yaml";

  private final SystemdMachine machine;

  UnitsIT(SystemdMachine machine) {
    this.machine = machine;
  }

  @ParameterizedTest
  @CsvSource({
    "slipway-receiver.service, 1.5",
    "slipway-static.service, 1.5",
    "slipway-migrate.service, 1.5",
    "slipway-job@.service, 2.0",
    "slipway-after@.service, 2.0",
    "slipway-sweep.service, 2.0",
    "slipway-bell.service, 2.0",
    "slipway-firewall.service, 2.0"
  })
  void areExposedToLittle(String unit, double most) throws InterruptedException {
    var report =
        machine.run(
            "systemd-analyze",
            "security",
            "--no-pager",
            "--offline=true",
            "/lib/systemd/system/" + unit);

    var exposure = EXPOSURE.matcher(report);
    assertThat(exposure.find()).isTrue();
    assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(most);
  }

  @Test
  void haveNothingThatSystemdDoesNotKnow() throws InterruptedException {
    var said = machine.shell("systemd-analyze verify --man=no /lib/systemd/system/slipway* 2>&1");

    assertThat(said).isEmpty();
  }

  @Test
  void onlyTheRunnerMayUseTheEngine() throws InterruptedException {
    var members = machine.run("getent", "group", "docker").strip();

    assertThat(members).endsWith(":slipway-runner");
  }

  @Test
  void keepBuildsFromTheMachineAlsoWhenTheFirewallOfTheMachineIsRestarted()
      throws InterruptedException {
    assertThat(machine.run("systemctl", "is-active", "slipway-firewall").strip())
        .isEqualTo("active");

    machine.run("systemctl", "restart", "nftables");

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(machine.attempt("nft", "list", "table", "inet", "slipway").output())
                .contains("hook input", "hook forward", "iifname \"slw-*\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"receiver", "static"})
  void keepSecretsOutOfTheEnvironment(String service) throws InterruptedException {
    var password = machine.run("cat", "/etc/slipway/credentials/database-password").strip();
    var pid = machine.run("systemctl", "show", "--value", "-p", "MainPID", "slipway-" + service);

    var environment = machine.run("cat", "/proc/" + pid.strip() + "/environ");

    assertThat(environment).contains("/database-password").doesNotContain(password);
  }

  @ParameterizedTest
  @CsvSource({"receiver, ReceiverMain", "static, SiteMain", "runner, RunnerMain"})
  void startFromTheCacheThatWasMadeForThem(String program, String main)
      throws InterruptedException {
    machine.attempt(
        "env",
        "JAVA_TOOL_OPTIONS=-XX:AOTMode=on -Xlog:class+load:file=/tmp/" + program + ".classes",
        "SLIPWAY_URL=nonsense", // it is to end at once
        "/usr/lib/slipway/current/runtime/bin/java",
        "@/usr/lib/slipway/current/" + program + ".args");

    assertThat(machine.run("cat", "/tmp/" + program + ".classes"))
        .contains(main + " source: shared objects file");
  }

  @Test
  void aWrongSettingStopsTheStartAndIsSaidInTheJournal() throws InterruptedException {
    var before = machine.run("cat", CONFIG);
    machine.append(CONFIG, "recevier: oops\n");

    try {
      var restarted = machine.attempt("systemctl", "restart", "slipway-receiver.service");

      assertThat(restarted.exitCode()).isNotZero();
      assertThat(machine.attempt("systemctl", "is-active", "slipway-receiver").output().strip())
          .isEqualTo("failed");
      assertThat(machine.run("journalctl", "-u", "slipway-receiver", "-o", "cat", "-n", "20"))
          .contains("recevier", CONFIG);
    } finally {
      machine.write(CONFIG, before);
      machine.run("systemctl", "restart", "slipway.target");
    }
    Awaitility.await("it answers again")
        .atMost(MachineSite.PATIENCE)
        .until(() -> machine.attempt("systemctl", "is-active", "slipway-receiver").exitCode() == 0);
  }
}
