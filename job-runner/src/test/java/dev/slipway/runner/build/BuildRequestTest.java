package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuildStep.Phase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildRequestTest {

  private static final BuildScope SCOPE =
      new BuildScope(
          "main",
          new Claim(new JobId(new UUID(1, 2)), 3),
          new ProjectId(new UUID(4, 5)),
          Trust.PREVIEW);

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A=B", "A B", "Ä"})
  void refusesAKeyThatIsNone(String key) {
    assertThatThrownBy(() -> request("", Map.of(key, "x"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("environment key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "..", "a/../../b", "a/.."})
  void refusesAFolderOutOfTheWorkspace(String folder) {
    assertThatThrownBy(() -> request(folder, Map.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request("", Map.of(), List.of(folder)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnInstanceThatCouldMatchAnother() {
    assertThatThrownBy(() -> new BuildScope("a=b", SCOPE.claim(), SCOPE.cache()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsWhatPreviewsCacheFromProduction() {
    var production =
        new BuildScope("main", SCOPE.claim(), SCOPE.cache().project(), Trust.PRODUCTION);

    assertThat(SCOPE.cacheVolume()).isEqualTo(SCOPE.name() + "-cache");
    assertThat(production.cacheVolume())
        .isEqualTo("slipway-cache-" + new UUID(4, 5) + "-production");
  }

  @Test
  void givesThePackagesOfProductionToPreviewsOnly() {
    var project = SCOPE.cache().project();
    var production = new BuildScope("main", SCOPE.claim(), project, Trust.PRODUCTION);
    var fork = new BuildScope("main", SCOPE.claim(), project, Trust.FORK);

    assertThat(SCOPE.packages()).contains(production.cache());
    assertThat(production.packages()).isEmpty();
    assertThat(fork.packages()).isEmpty();
  }

  @Test
  void leavesACacheBehindThatWasCleared() {
    var cleared = new CacheVolume(SCOPE.cache().project(), SCOPE.cache().trust(), 1);

    assertThat(cleared.name()).isEqualTo("slipway-cache-" + new UUID(4, 5) + "-preview-1");
  }

  @Test
  void findsACacheByItsLabels() {
    var cache = new CacheVolume(SCOPE.cache().project(), Trust.FORK, 7);

    assertThat(CacheVolume.of(cache.labels("main"))).contains(cache);
    assertThat(CacheVolume.of(SCOPE.labels())).isEmpty();
    assertThat(CacheVolume.of(Map.of("dev.slipway.project", "x"))).isEmpty();
  }

  @Test
  void findsItsClaimInItsLabels() {
    assertThat(BuildScope.claimOf(SCOPE.labels())).contains(SCOPE.claim());
    assertThat(BuildScope.claimOf(SCOPE.cache().labels("main"))).isEmpty();
    assertThat(BuildScope.claimOf(Map.of("dev.slipway.job", "x", "dev.slipway.attempt", "1")))
        .isEmpty();
  }

  @Test
  void printsNoValueOfItsEnvironment() {
    var request = request("", Map.of("TOKEN", "canary"), List.of());

    assertThat(request.toString()).contains("TOKEN").doesNotContain("canary");
  }

  private static BuildRequest request(
      String folder, Map<String, String> environment, List<String> candidates) {
    return new BuildRequest(
        new BuilderImage("x", "sha256:0"),
        SCOPE,
        Sources.nothing(),
        folder,
        List.of(new BuildStep(Phase.BUILD, "true")),
        environment,
        candidates,
        BuildLimits.USUAL);
  }
}
