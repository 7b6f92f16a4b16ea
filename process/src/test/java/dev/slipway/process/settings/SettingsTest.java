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
                "SLIPWAY_A",
                "2g",
                "SLIPWAY_B",
                "90s",
                "SLIPWAY_C",
                "true",
                "SLIPWAY_D",
                "x, y,",
                "SLIPWAY_E",
                "/srv",
                "SLIPWAY_F",
                "4",
                "PATH",
                "/bin"));

    assertThat(settings.size("SLIPWAY_A", 1)).isEqualTo(2L << 30);
    assertThat(settings.time("SLIPWAY_B", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.flag("SLIPWAY_C", false)).isTrue();
    assertThat(settings.words("SLIPWAY_D", Set.of())).containsExactlyInAnyOrder("x", "y");
    assertThat(settings.path("SLIPWAY_E")).isEqualTo(Path.of("/srv"));
    assertThat(settings.number("SLIPWAY_F", 1)).isEqualTo(4);
    settings.check();
  }

  @Test
  void takesTheUsualValueForWhatIsNotSet() {
    var settings = new Settings(Map.of("SLIPWAY_A", " "));

    assertThat(settings.size("SLIPWAY_A", 7)).isEqualTo(7);
    settings.check();
  }

  @Test
  void tellsAllProblemsTogether() {
    var settings =
        new Settings(Map.of("SLIPWAY_SIZE", "2 gigs", "SLIPWAY_TYPO", "1", "SLIPWAY_DIR", "rel"));
    settings.size("SLIPWAY_SIZE", 1);
    settings.path("SLIPWAY_DIR");
    var missing = settings.required("SLIPWAY_URL");

    assertThat(missing).isEmpty();
    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SLIPWAY_SIZE=2 gigs: must be a size such as 512m or 2g")
        .hasMessageContaining("SLIPWAY_DIR=rel: must be an absolute path")
        .hasMessageContaining("SLIPWAY_URL is not set")
        .hasMessageContaining("SLIPWAY_TYPO is not a setting; there are SLIPWAY_DIR");
  }

  @Test
  void tellsOnceWhatIsMissing() {
    var settings = new Settings(Map.of());
    settings.path("SLIPWAY_DIR");
    settings.secret("SLIPWAY_FILE");
    settings.required("SLIPWAY_NAME", "short", name -> name.length() < 9);

    assertThatThrownBy(settings::check)
        .hasMessage(
            String.join(
                System.lineSeparator(),
                "SLIPWAY_DIR is not set",
                "SLIPWAY_FILE is not set",
                "SLIPWAY_NAME is not set"));
  }

  @Test
  void readsASecretFromItsFile() throws IOException {
    var file = Files.writeString(folder.resolve("password"), "hush\n");
    var settings = new Settings(Map.of("SLIPWAY_FILE", file.toString()));

    assertThat(settings.secret("SLIPWAY_FILE").reveal()).isEqualTo("hush");
    settings.check();
  }

  @Test
  void saysWhichFileItCannotRead() {
    var settings = new Settings(Map.of("SLIPWAY_FILE", folder.resolve("none").toString()));
    settings.secret("SLIPWAY_FILE");

    assertThatThrownBy(settings::check)
        .hasMessageContaining("SLIPWAY_FILE=" + folder.resolve("none"))
        .hasMessageContaining("NoSuchFile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8388608t", "9999999999t", "0m", "-1m", "1", "1.5g", "1 g"})
  void refusesSizesThatAreNone(String text) {
    var settings = new Settings(Map.of("SLIPWAY_SIZE", text));

    assertThat(settings.size("SLIPWAY_SIZE", 7)).isEqualTo(7);
    assertThatThrownBy(settings::check).hasMessageContaining("SLIPWAY_SIZE=" + text);
  }
}
