package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.build.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which image a plan is built, by a real engine that lacks it: so the log names it.
class BuilderChoiceIT {

  @TempDir private Path folder;

  @Test
  void buildsAPythonSiteInThePythonImage() throws IOException, InterruptedException {
    var trial = new JobTrial(folder).on(Map.of("mkdocs.yml", "site_name: Docs\n"));
    trial.engine = Engine.address(System.getenv());
    trial.python = "slipway-test/no-python:1";
    trial.image = "slipway-test/no-node:1";

    trial.run();

    assertThat(String.join("\n", trial.log()))
        .contains("slipway-test/no-python:1")
        .doesNotContain("no-node");
  }
}
