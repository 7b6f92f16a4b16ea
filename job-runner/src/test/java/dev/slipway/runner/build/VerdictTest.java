package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.Trust;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuildStep.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class VerdictTest {

  private static final BuildRequest REQUEST =
      new BuildRequest(
          new BuilderImage("x", "sha256:0"),
          new BuildScope(
              "main",
              new Claim(new JobId(new UUID(1, 2)), 3),
              new ProjectId(new UUID(4, 5)),
              Trust.PREVIEW),
          Sources.nothing(),
          "",
          List.of(
              new BuildStep(Phase.INSTALL, "npm ci"), new BuildStep(Phase.BUILD, "npm run build")),
          Map.of(),
          List.of(),
          BuildLimits.USUAL);

  @Test
  void quotesWhatTheFailedCommandSaysAndNotItsChatter() {
    var reason =
        failed(
            1,
            new Report.End(2, 1, 0, 0),
            "==> npm ci",
            "added 9 packages",
            "==> npm run build",
            "^",
            "Could not resolve ./App.css",
            "Node.js v24.21.0",
            "npm error code 1",
            "==> npm run build ended with exit code 1 after 1.0 s");

    assertThat(reason.code()).isEqualTo("build-failed");
    assertThat(reason.what())
        .isEqualTo(
            "`npm run build` ended with exit code 1. It last said: “Could not resolve ./App.css”.");
    assertThat(reason.whatToDo()).isNotEmpty();
  }

  @Test
  void quotesChatterWhenThereIsNothingElse() {
    var reason = failed(1, new Report.End(1, 1, 0, 0), "==> npm ci", "npm error code E404");

    assertThat(reason.code()).isEqualTo("install-failed");
    assertThat(reason.what()).endsWith("It last said: “npm error code E404”.");
  }

  @Test
  void quotesNothingOfACommandThatSaysNothing() {
    var reason = failed(2, new Report.End(2, 2, 0, 0), "==> npm run build");

    assertThat(reason.what()).isEqualTo("`npm run build` ended with exit code 2.");
  }

  @Test
  void explainsAnAbortedNode() {
    assertThat(failed(134, new Report.End(2, 134, 0, 0)).whatToDo()).contains("max-old-space-size");
  }

  @Test
  void believesInMemoryBeforeProcesses() {
    assertThat(failed(1, new Report.End(2, 1, 1, 1)).code()).isEqualTo("out-of-memory");
    assertThat(failed(1, new Report.End(2, 1, 0, 1)).code()).isEqualTo("pids-limit");
  }

  @Test
  void namesTheLimits() {
    var verdict = new Verdict(REQUEST, List.of());

    assertThat(verdict.timeLimit().reason().what()).contains("15 minutes");
    assertThat(verdict.logLimit(16 << 20).reason().what()).contains("16 MiB");
  }

  @Test
  void namesWhatTheKernelLetTheBuildWriteNoMore() {
    var workspace = failed(1, Set.of(Report.WORKSPACE));
    var cache = failed(1, Set.of(Report.CACHE));

    assertThat(workspace.code()).isEqualTo("disk-limit");
    assertThat(workspace.what())
        .contains("no room left for its workspace, which may hold 8192 MiB");
    assertThat(cache.code()).isEqualTo("cache-limit");
    assertThat(cache.what()).contains("no room left for its cache, which may hold 8192 MiB");
  }

  private static Reason failed(int status, Report.End end, String... tail) {
    return new Verdict(REQUEST, List.of(tail)).failed(status, report(end, Set.of())).reason();
  }

  private static Reason failed(int status, Set<String> full) {
    var end = new Report.End(2, status, 0, 0);
    return new Verdict(REQUEST, List.of()).failed(status, report(end, full)).reason();
  }

  private static Report report(Report.End end, Set<String> full) {
    return new Report(
        false, false, Optional.of(end), List.of(), List.of(), List.of(), full, Map.of());
  }
}
