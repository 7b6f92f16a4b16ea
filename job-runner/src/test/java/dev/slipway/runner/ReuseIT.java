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

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final BranchName NEXT = new BranchName("next");
  private static final BranchName MAIN = new BranchName("main");

  /// Its page has the time in it.
  private static final String BUILD =
      "mkdir dist && date -u +'<p>%Y-%m-%dT%H:%M:%S.%NZ</p>' > dist/index.html";

  private static final Map<String, String> SITE =
      Map.of(
          "package.json",
          "{\"private\": true, \"scripts\": {\"build\": \"" + BUILD + "\"}}",
          "package-lock.json",
          """
          {"name": "site", "lockfileVersion": 3, "requires": true, "packages": {"": {}}}
          """);

  @TempDir private Path folder;
  private TestPlatform platform;
  private Remains remains;
  private ProjectId project;

  @BeforeEach
  void startPlatform() throws IOException {
    platform = new TestPlatform(folder);
    remains = new Remains(platform.instance);
    project = platform.project(platform.repository(SITE, List.of("next", "main")));
  }

  @AfterEach
  void stopPlatform() throws IOException {
    remains.close();
    platform.close();
  }

  @Test
  void goesLiveWithoutABuildWhenAPreviewIsMerged()
      throws IOException, InterruptedException, TimeoutException {
    var preview = run(new Intent.Deploy(NEXT, Optional.empty()));

    var merged = run(new Intent.Deploy(MAIN, Optional.empty()));

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
        .doesNotContain("npm");
  }

  @Test
  void buildsAgainWhenThatIsAskedForAndSaysWhatDiffers()
      throws IOException, InterruptedException, TimeoutException {
    var first = run(new Intent.Deploy(MAIN, Optional.empty()));

    var again = run(new Intent.Deploy(MAIN, first.commit(), true, true));

    assertThat(again.artifact()).isNotEqualTo(first.artifact());
    assertThat(platform.log(again))
        .contains("It is built again, as asked.", "==> npm run build")
        .containsPattern("Built again from the same inputs as for .*, and 1 files differ:")
        .containsPattern("- index.html \\(38 B; from byte .* on it looks like a time: ");
  }

  private Deployment run(Intent.Deploy intent)
      throws IOException, InterruptedException, TimeoutException {
    var queued = platform.queue(project, intent);
    try (var runner = platform.start()) {
      assertThat(runner.exitCode(PATIENCE)).isZero();
    }
    return platform.deployment(queued.id());
  }
}
