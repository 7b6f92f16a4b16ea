package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.deployment.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What stays free of a node's disk, on an engine whose disk is small.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DiskFloorIT {

  private static final long GIB = 1L << 30;
  private static final long FLOOR = GIB;
  private static final Duration OFTEN = Duration.ofMillis(5);

  private OwnEngine own;
  private TestEngine engine;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    own = new OwnEngine(folder, 5 * GIB, 250_000);
    engine = new TestEngine(own.connect());
  }

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void stop() {
    engine.close();
    own.close();
  }

  @Test
  void staysFreeThoughABuildWritesAsFastAsItCan() throws InterruptedException {
    var writer =
        "i=0; while :; do i=$((i+1)); dd if=/dev/zero of=%s$i bs=1M count=256 2>/dev/null; done";
    var trial =
        new BuildTrial(engine).building(writer.formatted("a") + " & " + writer.formatted("b"));
    trial.limits = limits(4096 * GIB);
    var ended = new AtomicBoolean();
    var least = new long[] {own.free()};
    var sampler =
        Thread.ofPlatform()
            .start(() -> {
              while (!ended.get()) {
                least[0] = Math.min(least[0], own.free());
                LockSupport.parkNanos(OFTEN.toNanos());
              }
            });

    var reason = reason(trial);

    ended.set(true);
    sampler.join();
    assertThat(reason.code()).isEqualTo("node-disk-full");
    assertThat(reason.text())
        .contains("the disk of the node has only")
        .contains("1,024 MiB must stay free");
    assertThat(least[0]).isBetween(FLOOR, FLOOR + DiskWatch.HEADROOM);
  }

  @Test
  void keepsRoomForFilesThoughABuildMakesAsManyAsItCan() {
    var trial = new BuildTrial(engine).building("i=0; while :; do i=$((i+1)); : >f$i; done");
    trial.limits = limits(4096 * GIB);

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("node-disk-full");
    assertThat(reason.what()).contains("more files; for 131,072 it must stay");
  }

  /// @param disk what the build may write
  private static BuildLimits limits(long disk) {
    return new BuildLimits(256L << 20, 2, 64, Duration.ofSeconds(90), 1 << 20, disk, FLOOR);
  }

  private static Reason reason(BuildTrial trial) {
    return catchThrowableOfType(DeploymentFailure.class, trial::run).reason();
  }
}
