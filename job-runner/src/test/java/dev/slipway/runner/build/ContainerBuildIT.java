package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.BuildStep.Phase;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.log.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerBuildIT {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private final TestEngine engine = new TestEngine();

  @BeforeAll
  void isAlone() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterEach
  void leavesNothing() {
    assertThat(engine.leftovers()).isEmpty();
  }

  @AfterAll
  void remove() {
    engine.close();
  }

  @Test
  void buildsTheSourceIntoAnOutput() throws InterruptedException, IOException {
    var trial = new BuildTrial(engine).building("mkdir -p dist/a && cat in.txt > dist/a/out.txt");
    trial.source = Sources.of(Map.of("in.txt", "héllo"));
    trial.candidates = List.of("build", "dist");

    try (var outcome = trial.run()) {

      assertThat(outcome.outputs()).containsExactly("dist");
      assertThat(files(outcome, "dist"))
          .containsExactly(
              Map.entry("./", ""), Map.entry("./a/", ""), Map.entry("./a/out.txt", "héllo"));
    }
  }

  @Test
  void saysWhatItRunsAndHowLongItTook() throws InterruptedException {
    var trial = new BuildTrial(engine).building("printf 'no end of line'", "echo two");

    trial.run().close();

    var ofMachine = "can reach services of the machine"; // depends on where this runs
    var lines = trial.written.lines().stream().filter(line -> !line.contains(ofMachine)).toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(0)).isEqualTo("==> printf 'no end of line'");
    assertThat(lines.get(1)).isEqualTo("no end of line");
    assertThat(lines.get(2)).matches("==> printf 'no end of line' took [0-9]+\\.[0-9] s");
    assertThat(lines.get(4)).isEqualTo("two");
  }

  @Test
  void givesCommandsEveryVariableWhateverTheScriptsOwnAreCalled() throws InterruptedException {
    var words = NAME.matcher(Script.BUILD.text()).results();
    var trial = new BuildTrial(engine).building("env");
    trial.environment =
        words
            .map(MatchResult::group)
            .distinct()
            .collect(Collectors.toMap(word -> word, word -> "it's\n\"" + word + "\" $x \\"));

    trial.run().close();

    assertThat(trial.environment).containsKeys("environment", "step", "status", "phase");
    var seen = String.join("\n", trial.output());
    assertThat(trial.environment)
        .allSatisfy((name, value) -> assertThat(seen).contains(name + "=" + value));
  }

  @Test
  void installsWithoutNodeEnvAndBuildsForProduction() throws InterruptedException {
    var trial = new BuildTrial(engine);
    var show = "echo \"NODE_ENV=${NODE_ENV-none} CI=$CI SITE=$SITE\"";
    trial.steps = List.of(new BuildStep(Phase.INSTALL, show), new BuildStep(Phase.BUILD, show));
    trial.environment = Map.of("SITE", "a b$(id)\n'\"");

    trial.run().close();

    assertThat(trial.output())
        .containsExactly(
            "NODE_ENV=none CI=true SITE=a b$(id)",
            "'\"",
            "NODE_ENV=production CI=true SITE=a b$(id)",
            "'\"");
  }

  @Test
  void givesABuildNothingToHurtTheHostWith() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status; id -u; id -g",
                "touch /x 2>&1; ls /var/run/docker.sock 2>&1; ls -d /run 2>&1; true",
                "grep -E ' (/|/tmp) ' /proc/mounts");

    trial.run().close();

    assertThat(trial.output())
        .contains("CapInh:\t0000000000000000", "CapPrm:\t0000000000000000")
        .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000")
        .contains("CapAmb:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2", "1000")
        .contains("touch: /x: Read-only file system")
        .contains("ls: /var/run/docker.sock: No such file or directory")
        .contains("ls: /run: No such file or directory")
        .anyMatch(line -> line.startsWith("overlay / overlay ro,"))
        .anyMatch(line -> line.startsWith("tmpfs /tmp tmpfs rw,nosuid,nodev,"));
  }

  @Test
  void showsABuildNothingOfTheHostNorOfOtherBuilds() throws InterruptedException {
    var other = new BuildTrial(engine).building("echo hush >secret; echo hush >/cache/secret");
    var trial =
        new BuildTrial(engine)
            .building(
                "busybox awk '{ print \"mount \" $3 \" \" $2 }' /proc/mounts",
                "find / -name secret 2>/dev/null; find /dev -type b",
                "busybox mknod /tmp/disk b 8 0 2>&1; busybox mount -t tmpfs x /tmp 2>&1; busybox"
                    + " unshare -U true 2>&1; echo 1 2>&1 >/proc/sys/kernel/panic; true");

    try (var kept = other.run()) {
      trial.run().close();
      assertThat(kept.outputs()).isEmpty();
    }

    var ofKernel = "mount (proc|sysfs|tmpfs|devpts|mqueue|cgroup2?|overlay) .*";
    assertThat(trial.output().stream().filter(line -> line.startsWith("mount ")))
        .filteredOn(line -> !line.matches(ofKernel))
        .extracting(line -> line.split(" ", -1)[2])
        .containsExactlyInAnyOrder(
            "/workspace",
            "/cache",
            "/sbin/docker-init",
            "/etc/resolv.conf",
            "/etc/hostname",
            "/etc/hosts");
    assertThat(trial.output().stream().filter(line -> !line.startsWith("mount ")))
        .hasSize(4)
        .anyMatch(line -> line.matches("mknod: .*Operation not permitted"))
        .anyMatch(line -> line.matches("mount: .*(denied|not permitted|must be superuser).*"))
        .anyMatch(line -> line.matches("unshare: .*Operation not permitted"))
        .anyMatch(line -> line.contains("/proc/sys/kernel/panic: Read-only file system"));
  }

  @Test
  void readsAnOutputThatNothingChangesAnyMore() throws InterruptedException, IOException {
    var trial =
        new BuildTrial(engine)
            .building("mkdir dist; (while :; do echo more >>dist/a; done) & sleep 1");
    trial.candidates = List.of("dist");

    try (var outcome = trial.run()) {
      var once = files(outcome, "dist");

      assertThat(once.get("./a")).startsWith("more");
      assertThat(files(outcome, "dist")).isEqualTo(once);
    }
  }

  @Test
  void hasATmpThatRunsProgramsAndHasAnEnd() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "printf '#!/bin/sh\\necho ran' > /tmp/x; chmod +x /tmp/x 2>/dev/null || busybox chmod +x /tmp/x; /tmp/x",
                "df -Pk /tmp | tail -n 1 | grep -o ' 2048 ' | head -n 1");
    trial.limits = new BuildLimits(64L << 20, 1, 64, trial.limits.time(), 2L << 20, 1L << 30, 0);

    trial.run().close();

    assertThat(trial.output()).containsExactly("ran", " 2048 ");
  }

  @Test
  void keepsTheOrderOfEachStreamOfAHundredThousandLines() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building("seq 100000 | busybox sed 's/^/ö-/' & seq 100001 200000 >&2; wait");

    trial.run().close();

    var out = trial.output().stream().filter(line -> line.startsWith("ö-")).toList();
    var err = trial.output().stream().filter(line -> !line.startsWith("ö-")).toList();
    assertSame(out, IntStream.rangeClosed(1, 100_000).mapToObj(i -> "ö-" + i).toList());
    assertSame(err, IntStream.rangeClosed(100_001, 200_000).mapToObj(Integer::toString).toList());
  }

  @Test
  void keepsTheCacheButNotTheWorkspace() throws InterruptedException {
    var trial = new BuildTrial(engine).building("echo kept > /cache/x; echo gone > y");
    var later = new BuildTrial(engine).building("cat /cache/x; ls");
    later.scope = new BuildScope(engine.instance, engine.scope().claim(), trial.scope.cache());

    trial.run().close();
    later.run().close();

    assertThat(later.output()).containsExactly("kept");
  }

  @Test
  void doesNotUseAnOutputThatIsALinkOutOfTheWorkspace() throws InterruptedException {
    var trial =
        new BuildTrial(engine)
            .building(
                "ln -s /etc dist; mkdir real; echo > real/x; ln -s real out; mkdir empty; echo > file");
    trial.candidates = List.of("dist", "out", "empty", "file", "missing");

    try (var outcome = trial.run()) {

      assertThat(outcome.outputs()).containsExactly("out");
      assertThat(trial.written.text()).contains("The folder dist is not used");
    }
  }

  @Test
  void refusesASourceWithoutAnEnd() {
    var trial = new BuildTrial(engine).building("true");
    trial.source =
        out -> {
          var tar = new TarArchiveOutputStream(out);
          Sources.write(tar, "a.txt", new byte[100]);
          tar.flush();
        };

    assertThatThrownBy(trial::run)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("without its end mark");
  }

  @Test
  void refusesASourceWhoseFoldersTheBuildCouldNotWrite() {
    var trial = new BuildTrial(engine).building("echo must not run");
    trial.source = Sources.of(Map.of("web/a.txt", ""));

    assertThatThrownBy(trial::run)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Every file and folder must have an entry in its tar");
    assertThat(trial.written.text()).isEmpty();
  }

  @Test
  void saysThatItsFolderIsNotThere() {
    var trial = new BuildTrial(engine).building("true");
    trial.folder = "web/app";

    assertThatThrownBy(trial::run)
        .isInstanceOf(DeploymentFailure.class)
        .hasMessageContaining("no-folder")
        .hasMessageContaining("web/app");
  }

  @Test
  void passesOnWhatTheSourceThrows() {
    var trial = new BuildTrial(engine).building("true");
    trial.source =
        out -> {
          throw new DeploymentFailure("too-large", "The repository is too large.", "");
        };

    assertThatThrownBy(trial::run)
        .isInstanceOfSatisfying(
            DeploymentFailure.class,
            failure -> assertThat(failure.reason().code()).isEqualTo("too-large"));
  }

  @Test
  void noticesASourceThatTheEngineHasNotUnpackedToItsEnd() throws InterruptedException {
    var trial = new BuildTrial(engine).building("echo must not run");
    var sandbox = new Sandbox(engine.engine, trial.request(), Optional.empty());
    var endings = new LinkedBlockingQueue<Ending>();
    var written = new RecordingLog();
    try (var log = new BuildLog(written, 1000);
        var cleanup = new Cleanup()) {
      cleanup.add(sandbox::removeWorkspace);
      cleanup.add(sandbox::removeNetwork);
      cleanup.add(sandbox::removeContainer);
      sandbox.createVolumes();
      sandbox.createNetwork();
      sandbox.createContainer();

      var output = sandbox.start(log, endings::add);

      assertThat(endings.poll(20, TimeUnit.SECONDS)).isEqualTo(new Ending.Exited(1));
      assertThat(output.awaitEnd(Engine.SHORT)).isTrue();
      assertThat(Report.of(log.takeNotes()).incomplete()).isTrue();
    }
    assertThat(written.text()).isEmpty();
  }

  @Test
  void saysThatTheEngineHasNoSuchImage() {
    var trial = new BuildTrial(engine).building("true");
    var missing = new BuilderImage("slipway/none:1", "sha256:" + "0".repeat(64));
    var request =
        new BuildRequest(
            missing, trial.scope, trial.source, "", trial.steps, Map.of(), List.of(), trial.limits);

    assertThatThrownBy(
            () -> {
              try (var log = new BuildLog(trial.written, 1000)) {
                new ContainerBuild(engine.engine).run(request, log).close();
              }
            })
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("slipway/none:1")
        .hasMessageContaining("No such image");
  }

  /// Says where two long lists differ, and does not print them.
  private static void assertSame(List<String> actual, List<String> expected) {
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      assertThat(actual.get(i)).as("line %d", i).isEqualTo(expected.get(i));
    }
    assertThat(actual.size()).isEqualTo(expected.size());
  }

  private static Map<String, String> files(BuildOutcome outcome, String output) throws IOException {
    var files = new TreeMap<String, String>();
    try (var tar = new TarArchiveInputStream(outcome.openOutput(output))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
