package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.Remains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real program on a real engine and a real database: what it builds only once.
final class ReuseIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final BranchName NEXT = new BranchName("next");
  private static final BranchName MAIN = new BranchName("main");

  /// Its page has the time in it.
  private static final String BUILD =
      "mkdir dist && date -u +'<p>%Y-%m-%dT%H:%M:%SZ</p>' > dist/index.html";

  private static final String REPRODUCIBLE =
      "mkdir dist && echo '<p>Hello</p>' > dist/index.html && echo 'run()' > dist/app.js";

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
  }

  private ProjectId site(String build) throws IOException {
    var files =
        Map.of(
            "package.json",
            "{\"private\": true, \"scripts\": {\"build\": \"" + build + "\"}}",
            "package-lock.json",
            """
            {"name": "site", "lockfileVersion": 3, "requires": true, "packages": {"": {}}}
            """);
    return platform.project(platform.repository(files, List.of("next", "main")));
  }

  @AfterEach
  void stopPlatform() {
    remains.close();
    platform.close();
  }

  @Test
  void goesLiveWithoutABuildWhenAPreviewIsMerged()
      throws IOException, InterruptedException, TimeoutException {
    var project = site(BUILD);
    var preview = run(project, new Intent.Deploy(NEXT, Optional.empty()));

    var merged = run(project, new Intent.Deploy(MAIN, Optional.empty()));

    assertThat(preview.environment()).isEqualTo(Environment.PREVIEW);
    assertThat(merged.environment()).isEqualTo(Environment.PRODUCTION);
    assertThat(merged.state()).isEqualTo(DeploymentState.READY);
    assertThat(merged.artifact()).isEqualTo(preview.artifact());
    assertThat(merged.reason().orElseThrow().code()).isEqualTo("reused");
    assertThat(platform.log(merged))
        .contains(
            "==> Nothing to build: the same files, with the same settings and the same builder image,"
                + " were built for deployment "
                + preview.shortId()
                + " (branch next)")
        .doesNotContain("==> npm", "from commit");
  }

  @Test
  void buildsAgainForProductionWhatReadsWhichEnvironmentItIsBuiltFor()
      throws IOException, InterruptedException, TimeoutException {
    var project = site("mkdir dist && echo $SLIPWAY_ENVIRONMENT > dist/index.html");
    var preview = run(project, new Intent.Deploy(NEXT, Optional.empty()));

    var merged = run(project, new Intent.Deploy(MAIN, Optional.empty()));
    var again = run(project, new Intent.Deploy(MAIN, merged.commit(), true, false));

    assertThat(merged.reason().orElseThrow().code()).isEqualTo("published");
    assertThat(merged.artifact()).isNotEqualTo(preview.artifact());
    assertThat(platform.log(merged))
        .contains(
            "==> Builds of other environments are not taken over: package.json reads"
                + " SLIPWAY_ENVIRONMENT.",
            "==> npm run build")
        .doesNotContain("Nothing to build");
    assertThat(again.reason().orElseThrow().code()).isEqualTo("reused");
    assertThat(again.artifact()).isEqualTo(merged.artifact());
  }

  @Test
  void buildsAgainWhenThatIsAskedForAndSaysWhatDiffers()
      throws IOException, InterruptedException, TimeoutException {
    var project = site(BUILD);
    var first = run(project, new Intent.Deploy(MAIN, Optional.empty()));

    var again = run(project, new Intent.Deploy(MAIN, first.commit(), true, true));

    assertThat(again.artifact()).isNotEqualTo(first.artifact());
    assertThat(platform.log(again))
        .contains("It is built again, as asked.", "==> npm run build")
        .containsPattern("Built again from the same inputs as for .*, and 1 files differ:")
        .containsPattern("- index.html \\(\\d+ B; from byte \\d+ on it looks like a time: ");
  }

  @Test
  void makesTheSameArtifactOfTheSameFilesWhenABuildIsReproducible()
      throws IOException, InterruptedException, TimeoutException {
    var project = site(REPRODUCIBLE);
    var first = run(project, new Intent.Deploy(MAIN, Optional.empty()));
    new Remains(platform.instance).close(); // and with it the cache

    var again = run(project, new Intent.Deploy(MAIN, first.commit(), true, true));

    assertThat(again.artifact()).isEqualTo(first.artifact());
    assertThat(platform.log(again))
        .contains("==> npm run build", "Built again from the same inputs, with the same result: ");
  }

  @Test
  void buildsAFolderOfAMonorepoOnlyWhenThatHasChanged()
      throws IOException, InterruptedException, TimeoutException {
    var files = monorepo("1", "1");
    var branches =
        Map.of("main", files, "beside", monorepo("2", "1"), "inside", monorepo("1", "2"));
    var project = platform.project(platform.branches(branches));

    var first = run(project, new Intent.Deploy(MAIN, Optional.empty()));
    var beside = run(project, new Intent.Deploy(new BranchName("beside"), Optional.empty()));
    var inside = run(project, new Intent.Deploy(new BranchName("inside"), Optional.empty()));

    assertThat(platform.log(first))
        .contains("==> The build gets only apps/web of the repository", "beside it: web end")
        .doesNotContain("api/main.py");
    assertThat(beside.reason().orElseThrow().code()).isEqualTo("reused");
    assertThat(beside.artifact()).isEqualTo(first.artifact());
    assertThat(inside.reason().orElseThrow().code()).isEqualTo("published");
  }

  /// @param beside what is in another folder than the site's
  private static Map<String, String> monorepo(String beside, String inside) {
    var build =
        "find / -name main.py; echo beside it: $(ls $(dirname $PWD)) end; mkdir dist; cp a dist/index.html";
    return Map.of(
        "slipway.toml",
        "[build]\nroot = \"apps/web\"\n",
        "README.md",
        beside,
        "apps/api/main.py",
        beside,
        "apps/web/a",
        inside,
        "apps/web/package.json",
        "{\"private\": true, \"scripts\": {\"build\": \"" + build + "\"}}",
        "apps/web/package-lock.json",
        """
        {"name": "site", "lockfileVersion": 3, "requires": true, "packages": {"": {}}}
        """);
  }

  private Deployment run(ProjectId project, Intent.Deploy intent)
      throws IOException, InterruptedException, TimeoutException {
    var queued = platform.queue(project, intent);
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).isZero();
    }
    return platform.deployment(queued.id());
  }
}
