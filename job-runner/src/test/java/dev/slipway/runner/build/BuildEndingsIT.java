package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.deployment.Reason;
import dev.slipway.runner.build.BuildStep.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BuildEndingsIT {

  private static final long MIB = 1L << 20;

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void remove() {
    engine.close();
  }

  @Test
  void tellsAFailedInstallFromAFailedBuild() {
    var install = new BuildTrial(engine);
    install.steps = List.of(new BuildStep(Phase.INSTALL, "echo no such package; exit 7"));
    var build = new BuildTrial(engine);
    build.steps =
        List.of(
            new BuildStep(Phase.INSTALL, "echo fine"), // which may be read after what is on stderr
            new BuildStep(Phase.BUILD, "echo 'Cannot find ./App.css' >&2; exit 3"));

    var installReason = reason(install);
    var buildReason = reason(build);

    assertThat(installReason.code()).isEqualTo("install-failed");
    assertThat(installReason.what())
        .isEqualTo(
            "`echo no such package; exit 7` ended with exit code 7. It last said: “no such package”.");
    assertThat(buildReason.code()).isEqualTo("build-failed");
    assertThat(buildReason.what()).contains("exit code 3").contains("Cannot find ./App.css");
  }

  @Test
  void tellsThatACommandDoesNotExist() {
    var trial = new BuildTrial(engine).building("vite build");

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("build-failed");
    assertThat(reason.whatToDo()).contains("not found");
  }

  @Test
  void tellsThatMemoryRanOut() {
    var trial = new BuildTrial(engine).building("x=$(yes | head -c 200000000); echo ${#x}");
    trial.limits = trial.limits.withMemoryBytes(32 * MIB);

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("out-of-memory");
    assertThat(reason.what()).contains("32 MiB");
  }

  @Test
  void tellsThatMemoryRanOutWhenACommandHidesIt() {
    var trial = new BuildTrial(engine).building("sh -c 'x=$(yes | head -c 200000000)' || exit 1");
    trial.limits = trial.limits.withMemoryBytes(32 * MIB);

    assertThat(reason(trial).code()).isEqualTo("out-of-memory");
  }

  @Test
  void tellsThatEveryProcessWasKilled() {
    var trial = new BuildTrial(engine).building("kill -9 -1");

    assertThat(reason(trial).code()).isEqualTo("out-of-memory");
  }

  @Test
  void survivesAForkBomb() {
    var bomb = "busybox awk 'BEGIN { while (1) system(\"sleep 60 &\") }' & ";
    var trial = new BuildTrial(engine).building(bomb + bomb + "sleep 2; seq 3 | cat");
    trial.limits =
        trial.limits.withMemoryBytes(512 * MIB).withProcesses(40).withTime(Duration.ofSeconds(20));

    var reason = reason(trial);

    assertThat(reason.code()).as(reason.what()).isEqualTo("pids-limit");
  }

  @Test
  void tellsThatProcessesRanOut() {
    var trial =
        new BuildTrial(engine)
            .building("i=0; while [ $i -lt 60 ]; do sleep 30 & i=$((i + 1)); done");
    trial.limits = trial.limits.withProcesses(40).withTime(Duration.ofSeconds(20));

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("pids-limit");
    assertThat(reason.what()).contains("40 processes");
  }

  @Test
  void stopsABuildWhoseTimeIsUp() {
    var trial = new BuildTrial(engine).building("trap '' TERM; sleep 600");
    trial.limits = trial.limits.withTime(Duration.ofSeconds(3));

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("time-limit");
    assertThat(reason.what()).contains("3 seconds");
  }

  @Test
  void stopsAnEndlessLog() {
    var trial = new BuildTrial(engine).building("yes");
    trial.logBytes = MIB;

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("log-limit");
    assertThat(trial.written.text().length()).isBetween((int) MIB, (int) MIB + 64 * 1024);
  }

  @Test
  void stopsALogThatIsOneEndlessLine() {
    var trial = new BuildTrial(engine).building("cat /dev/zero | busybox tr '\\0' a");
    trial.logBytes = MIB;

    assertThat(reason(trial).code()).isEqualTo("log-limit");
    assertThat(trial.written.lines()).allMatch(line -> line.length() <= 64 * 1024);
  }

  @Test
  void stopsABuildThatFillsTheDiskWithManyFiles() {
    var trial =
        new BuildTrial(engine)
            .building(
                "for i in $(seq 30); do dd if=/dev/zero of=f$i bs=1M count=2 2>&1; done; sleep 600");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("disk-limit");
    assertThat(reason.what()).contains("its workspace holds").contains("20 MiB");
  }

  @Test
  void stopsABuildThatMakesTooManyFilesThoughTheyAreEmpty() {
    var trial =
        new BuildTrial(engine)
            .building("i=0; while [ $i -lt 3000 ]; do : >f$i; i=$((i + 1)); done; sleep 600");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("disk-limit");
    assertThat(reason.what())
        .containsPattern("its workspace has [23],[0-9]{3} files")
        .contains("2,560");
  }

  @Test
  void doesNotLetOneFilePassTheLimitThoughItHoldsNothing() {
    var trial = new BuildTrial(engine).building("busybox truncate -s 1099511627776 f; exit $?");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);

    assertThat(reason(trial).what()).contains("a file larger than 20 MiB");
  }

  @Test
  void stopsABuildThatFillsItsCacheWhereNobodyCanRead() {
    var trial =
        new BuildTrial(engine)
            .building(
                "mkdir -m 700 /cache/d; for i in $(seq 15); do dd if=/dev/zero of=/cache/d/$i bs=1M"
                    + " count=2 2>&1; done; busybox chmod 0 /cache/d; sleep 600");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);

    assertThat(reason(trial).what()).contains("its cache holds");
  }

  @Test
  void stopsABuildBeforeTheDiskOfTheNodeIsFull() {
    var trial = new BuildTrial(engine).building("sleep 600");
    trial.limits =
        new BuildLimits(
            64 * MIB, 1, 64, Duration.ofSeconds(60), MIB, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);

    assertThat(reason(trial).what()).contains("the disk of the node");
  }

  @Test
  void emptiesACacheInWhichTheKernelLetsABuildWriteNoMore() {
    var trial =
        new BuildTrial(engine)
            .building(
                "for i in $(seq 30); do dd if=/dev/zero of=/cache/$i bs=1M count=1 || exit 1; done");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);
    var quota = Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=19m,uid=1000,gid=1000");
    engine
        .engine
        .client()
        .createVolumeCmd()
        .withName(trial.scope.cacheVolume())
        .withLabels(Map.of(BuildScope.INSTANCE, engine.instance))
        .withDriverOpts(quota) // or what stands for one: not every kernel has them
        .exec();

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("cache-limit");
    assertThat(reason.text()).contains("no room left for its cache", "The cache is emptied");
    assertThat(engine.volumes()).doesNotContain(trial.scope.cacheVolume());
  }

  @Test
  void doesNotLetOneFilePassTheLimit() {
    var trial =
        new BuildTrial(engine).building("dd if=/dev/zero of=f bs=1M count=50 2>&1; exit $?");
    trial.limits = trial.limits.withDiskBytes(20 * MIB);

    var reason = reason(trial);

    assertThat(reason.code()).isEqualTo("disk-limit");
    assertThat(reason.what())
        .containsAnyOf("a file larger than 20 MiB", "its workspace holds 21 MiB");
  }

  @Test
  void removesEverythingAtOnceWhenItIsCanceled() throws InterruptedException {
    var trial = new BuildTrial(engine).building("trap '' TERM; echo begun; sleep 600");
    var thrown = new AtomicReference<Throwable>();
    var build =
        Thread.ofVirtual()
            .start(() -> {
              try {
                trial.run().close();
              } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
              }
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> trial.output().contains("begun"));
    long canceled = System.nanoTime();

    build.interrupt();

    assertThat(build.join(Duration.ofSeconds(10))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - canceled)).isLessThan(Duration.ofSeconds(4));
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(engine.leftovers()).isEmpty();
  }

  private static Reason reason(BuildTrial trial) {
    var thrown = catchThrowable(trial::run);
    assertThat(thrown).isInstanceOf(DeploymentFailure.class);
    return ((DeploymentFailure) thrown).reason();
  }
}
