package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Builds in gVisor, a kernel of their own in user space.
///
/// Podman gets its options here, as Docker does in `runtimeArgs` of daemon.json. Such a kernel
/// counts no memory and processes that limits could be measured by; those are the engine's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GvisorIT {

  private PodmanService service;
  private TestEngine engine;

  @BeforeAll
  void start() throws IOException {
    service =
        new PodmanService(
            Files.createTempDirectory("slipway-gvisor"),
            List.of(
                "--runtime",
                "runsc",
                "--runtime-flag",
                "platform=ptrace",
                "--runtime-flag",
                "ignore-cgroups",
                "--runtime-flag",
                "network=none"));
    engine = new TestEngine(service.connect());
  }

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void remove() throws IOException {
    engine.close();
    service.close();
  }

  @Test
  void givesABuildAKernelOfItsOwn() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building("busybox dmesg", "mkdir dist && cat in.txt >dist/out.txt; id -u");
    trial.runtime = Optional.of("runsc");
    trial.source = Sources.of(Map.of("in.txt", "text"));
    trial.candidates = List.of("dist");

    try (var outcome = trial.run()) {
      assertThat(outcome.outputs()).containsExactly("dist");
    }
    assertThat(trial.output()).anyMatch(line -> line.contains("Starting gVisor")).contains("1000");
  }
}
