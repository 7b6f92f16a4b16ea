package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.core.build.Trust;
import dev.slipway.core.deployment.DeploymentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Builds by Podman, through its socket that speaks Docker's API. Its own crun knows no machine
/// with both versions of cgroups, so it runs them by runc here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PodmanIT {

  private PodmanService service;
  private TestEngine engine;

  @BeforeAll
  void start() throws IOException {
    service =
        new PodmanService(
            Files.createTempDirectory("slipway-podman"), List.of("--runtime", "runc"));
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
  void buildsTheSourceIntoAnOutput() throws InterruptedException, IOException {
    var trial =
        new BuildTrial(engine).building("mkdir dist && cat in.txt >dist/out.txt; echo done");
    trial.source = Sources.of(Map.of("in.txt", "héllo"));
    trial.candidates = List.of("build", "dist");

    try (var outcome = trial.run()) {
      assertThat(outcome.outputs()).containsExactly("dist");
      assertThat(text(outcome, "dist", "out.txt")).isEqualTo("héllo");
    }
    assertThat(trial.output()).containsExactly("done");
  }

  @Test
  void givesABuildNothingToHurtTheHostWith() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp:)' /proc/self/status; id -u",
                "touch /x 2>&1; ls /var/run/docker.sock 2>&1; true");

    trial.run().close();

    assertThat(trial.output())
        .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000")
        .contains("NoNewPrivs:\t1", "Seccomp:\t2", "1000")
        .contains("touch: /x: Read-only file system");
  }

  @Test
  void givesAPreviewCopiesOfThePackagesOfProduction() throws InterruptedException {
    var production =
        new BuildTrial(engine).building("mkdir /cache/pnpm; echo good > /cache/pnpm/x");
    production.run().close();
    var project = production.scope.cache().project();
    var preview = new BuildTrial(engine).building("cat /cache/pnpm/x; echo bad > /cache/pnpm/x");
    preview.scope = new BuildScope(engine.instance, engine.scope().claim(), project, Trust.PREVIEW);
    var again = new BuildTrial(engine).building("cat /cache/pnpm/x");
    again.scope = new BuildScope(engine.instance, engine.scope().claim(), production.scope.cache());

    preview.run().close();
    again.run().close();

    assertThat(preview.output()).containsExactly("good");
    assertThat(again.output()).containsExactly("good");
  }

  @Test
  void keepsABuildToItsLimits() {
    var memory = new BuildTrial(engine).building("x=$(yes | head -c 200000000); echo ${#x}");
    memory.limits = memory.limits.withMemoryBytes(32L << 20);
    var time = new BuildTrial(engine).building("sleep 600");
    time.limits = time.limits.withTime(Duration.ofSeconds(3));
    var disk =
        new BuildTrial(engine)
            .building(
                "for i in $(seq 30); do dd if=/dev/zero of=f$i bs=1M count=2 2>&1; done; sleep 600");
    disk.limits = disk.limits.withDiskBytes(20L << 20);

    assertThat(code(memory)).isEqualTo("out-of-memory");
    assertThat(code(time)).isEqualTo("time-limit");
    assertThat(code(disk)).isEqualTo("disk-limit");
  }

  @Test
  void tellsThatACommandFailed() {
    assertThat(code(new BuildTrial(engine).building("echo no; exit 3"))).isEqualTo("build-failed");
  }

  private static String code(BuildTrial trial) {
    var thrown = catchThrowable(trial::run);
    assertThat(thrown).isInstanceOf(DeploymentFailure.class);
    return ((DeploymentFailure) thrown).reason().code();
  }

  private static String text(BuildOutcome outcome, String output, String file) throws IOException {
    try (var tar = new TarArchiveInputStream(outcome.openOutput(output))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(file)) { // Podman names no folder before it
          return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }
}
