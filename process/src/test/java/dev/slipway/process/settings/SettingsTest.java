package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @TempDir private Path folder;

  @Test
  void readsTypedValues() {
    var settings =
        new Settings(
            Map.of(
                "SLIPWAY_BUILD_MEMORY",
                "2g",
                "SLIPWAY_BUILD_TIME",
                "90s",
                "SLIPWAY_GIT_FOLDERS",
                "true",
                "SLIPWAY_GIT_HOSTS",
                "x, y,",
                "SLIPWAY_LOGS",
                "/srv",
                "SLIPWAY_RUNNERS",
                "4",
                "PATH",
                "/bin"));

    assertThat(settings.size("SLIPWAY_BUILD_MEMORY", 1)).isEqualTo(2L << 30);
    assertThat(settings.time("SLIPWAY_BUILD_TIME", Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.flag("SLIPWAY_GIT_FOLDERS", false)).isTrue();
    assertThat(settings.words("SLIPWAY_GIT_HOSTS", Set.of())).containsExactlyInAnyOrder("x", "y");
    assertThat(settings.path("SLIPWAY_LOGS")).isEqualTo(Path.of("/srv"));
    assertThat(settings.number("SLIPWAY_RUNNERS", 1)).isEqualTo(4);
    settings.check();
  }

  @Test
  void takesTheUsualValueForWhatIsNotSet() {
    var settings = new Settings(Map.of("SLIPWAY_BUILD_MEMORY", " "));

    assertThat(settings.size("SLIPWAY_BUILD_MEMORY", 7)).isEqualTo(7);
    settings.check();
  }

  @Test
  void tellsAllProblemsTogether() {
    var settings =
        new Settings(
            Map.of("SLIPWAY_BUILD_MEMORY", "2 gigs", "SLIPWAY_RUNERS", "1", "SLIPWAY_LOGS", "rel"));
    settings.size("SLIPWAY_BUILD_MEMORY", 1);
    settings.path("SLIPWAY_LOGS");
    var missing = settings.required("SLIPWAY_DATABASE_URL");

    assertThat(missing).isEmpty();
    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SLIPWAY_BUILD_MEMORY=2 gigs: must be a size such as 512m or 2g")
        .hasMessageContaining("SLIPWAY_LOGS=rel: must be an absolute path")
        .hasMessageContaining("SLIPWAY_DATABASE_URL is not set")
        .hasMessageContaining("SLIPWAY_RUNERS is not a setting; did you mean SLIPWAY_RUNNERS?");
  }

  @Test
  void tellsOnceWhatIsMissing() {
    var settings = new Settings(Map.of());
    settings.path("SLIPWAY_LOGS");
    settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");
    settings.required("SLIPWAY_NODE", "short", name -> name.length() < 9);

    assertThatThrownBy(settings::check)
        .hasMessage(
            String.join(
                System.lineSeparator(),
                "SLIPWAY_LOGS is not set",
                "SLIPWAY_DATABASE_PASSWORD_FILE is not set",
                "SLIPWAY_NODE is not set"));
  }

  @Test
  void readsASecretFromItsFile() throws IOException {
    var file = Files.writeString(folder.resolve("password"), "hush\n");
    var settings = new Settings(Map.of("SLIPWAY_DATABASE_PASSWORD_FILE", file.toString()));

    assertThat(settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE").reveal()).isEqualTo("hush");
    settings.check();
  }

  @Test
  void saysWhichFileItCannotRead() {
    var settings =
        new Settings(Map.of("SLIPWAY_DATABASE_PASSWORD_FILE", folder.resolve("none").toString()));
    settings.secret("SLIPWAY_DATABASE_PASSWORD_FILE");

    assertThatThrownBy(settings::check)
        .hasMessageContaining("SLIPWAY_DATABASE_PASSWORD_FILE=" + folder.resolve("none"))
        .hasMessageContaining("NoSuchFile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8388608t", "9999999999t", "0m", "-1m", "1", "1.5g", "1 g"})
  void refusesSizesThatAreNone(String text) {
    var settings = new Settings(Map.of("SLIPWAY_BUILD_MEMORY", text));

    assertThat(settings.size("SLIPWAY_BUILD_MEMORY", 7)).isEqualTo(7);
    assertThatThrownBy(settings::check).hasMessageContaining("SLIPWAY_BUILD_MEMORY=" + text);
  }
}
