package dev.slipway.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.job.RunnerName;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnerCommandTest {

  private static final Map<String, String> SETTINGS = Map.of("SLIPWAY_INSTANCE", "here");

  private final RunnerCommand command = new RunnerCommand(SETTINGS, Optional.empty());

  @Test
  void startsTheSameJavaWithTheSameClasses() {
    assertThat(command.takeOneJob(new RunnerName("runner-1")).command())
        .containsExactly(
            System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slipway.runner.RunnerMain");
  }

  @Test
  void asksForACleanUpByAnArgument() {
    assertThat(command.reap().command())
        .endsWith("dev.slipway.runner.RunnerMain", "reap")
        .hasSize(9);
  }

  @Test
  void passesOnOnlyWhatItMust() {
    var expected = new HashMap<>(SETTINGS);
    expected.put("SLIPWAY_RUNNER", "runner-1");
    for (var name : List.of("PATH", "HOME", "LANG", "DOCKER_HOST", "TZ")) {
      if (System.getenv(name) != null) {
        expected.put(name, System.getenv(name));
      }
    }

    var environment = command.takeOneJob(new RunnerName("runner-1")).environment();

    assertThat(environment).isEqualTo(expected);
    assertThat(System.getenv()).hasSizeGreaterThan(5); // so that there is something to leave out
  }

  @Test
  void appendsMessagesToTheLogIfThereIsOne() {
    var log = Path.of("slipway.log");
    var logged = new RunnerCommand(SETTINGS, Optional.of(log)).takeOneJob(RunnerName.random());

    assertThat(logged.redirectError()).isEqualTo(Redirect.appendTo(log.toFile()));
    assertThat(command.reap().redirectError()).isEqualTo(Redirect.INHERIT);
    assertThat(command.reap().redirectInput()).isEqualTo(Redirect.PIPE);
  }
}
