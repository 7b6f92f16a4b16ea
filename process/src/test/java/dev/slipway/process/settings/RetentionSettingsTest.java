package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.retention.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

  @Test
  void keepsTheUsualIfNothingIsSaid() {
    assertThat(RetentionSettings.read(new Settings(Map.of()))).isEqualTo(RetentionPolicy.USUAL);
  }

  @Test
  void readsWhatIsSaid() {
    var settings =
        new Settings(
            Map.of(
                "SLIPWAY_KEEP_RECENT", "3",
                "SLIPWAY_KEEP_GRACE", "3d",
                "SLIPWAY_KEEP_YOUNG", "2h",
                "SLIPWAY_KEEP_LONGEST", "48h",
                "SLIPWAY_KEEP_PROJECT", "1g",
                "SLIPWAY_KEEP_ARTIFACTS", "2g"));

    var policy = RetentionSettings.read(settings);

    settings.check();
    assertThat(policy.recent()).isEqualTo(3);
    assertThat(policy.grace()).isEqualTo(Duration.ofDays(3));
    assertThat(policy.ages().young()).isEqualTo(Duration.ofHours(2));
    assertThat(policy.ages().longest()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.budgets()).isEqualTo(new RetentionPolicy.Budgets(1L << 30, 2L << 30));
  }

  @Test
  void refusesAgesThatContradictEachOther() {
    var settings = new Settings(Map.of("SLIPWAY_KEEP_YOUNG", "48h", "SLIPWAY_KEEP_LONGEST", "24h"));

    RetentionSettings.read(settings);

    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("keep.young");
  }

  @Test
  void refusesLogsInABucketThatThereIsNot() {
    var settings = new Settings(Map.of("SLIPWAY_LOGS", "/logs", "SLIPWAY_S3_LOGS", "true"));

    var place = LogPlaceSettings.read(settings, new ArtifactPlace(Path.of("/a"), Optional.empty()));

    assertThat(place.bucket()).isEmpty();
    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("s3.bucket");
  }
}
