package dev.slipway.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentsTest {

  private static final Commit COMMIT = new Commit(new CommitSha("a".repeat(40)), "Go", "Ada");

  @TempDir private Path folder;
  private final GivenVariables variables = new GivenVariables();

  @Test
  void givesABuildItsVariablesAndTellsItOfItsDeployment() throws IOException {
    var given = given(variables.secret("TOKEN", "canary-1").plain("HTTPS_PROXY", "http://own"));

    var environment =
        given.environment(COMMIT, Map.of("HTTPS_PROXY", "http://proxy", "NO_PROXY", "x"));

    var shortId = given.job().deployment().shortId();
    assertThat(environment)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("TOKEN", "canary-1"),
                Map.entry("HTTPS_PROXY", "http://own"),
                Map.entry("NO_PROXY", "x"),
                Map.entry("SLIPWAY", "1"),
                Map.entry("SLIPWAY_URL", "https://" + shortId + ".example.com"),
                Map.entry("SLIPWAY_PRODUCTION_URL", "https://blog.example.com"),
                Map.entry("SLIPWAY_PROJECT", "blog"),
                Map.entry("SLIPWAY_ENVIRONMENT", "production"),
                Map.entry("SLIPWAY_BRANCH", "main"),
                Map.entry("SLIPWAY_COMMIT", COMMIT.sha().value()),
                Map.entry("SLIPWAY_DEPLOYMENT", shortId.value())));
  }

  @Test
  void masksSecretsAndNothingThatIsPublic() throws IOException {
    var masking = given(variables.secret("TOKEN", "canary-1").plain("SITE", "canary-2")).masking();

    assertThat(masking.mask("canary-1 canary-2")).isEqualTo("*** canary-2");
  }

  private Given given(GivenVariables all) throws IOException {
    var trial = new JobTrial(folder).on(Map.of("index.html", "x"));
    return new Environments(all, new Domain("https", "example.com", 443)).of(trial.job());
  }
}
