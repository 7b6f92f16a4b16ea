package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.process.settings.Key.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFileTest {

  private static final Path SHIPPED = Path.of("..", "systemd", "slipway.yaml");
  private static final Pattern COMMENTED = Pattern.compile("(?m)^( *)#([a-z_]+: )");

  @TempDir private Path folder;

  @Test
  void isTheFileThatIsShipped() throws IOException {
    var made = Files.writeString(Path.of("target", "slipway.yaml"), ExampleFile.text());

    assertThat(SHIPPED)
        .as("the keys have changed: put %s in its place", made)
        .hasSameTextualContentAs(made);
  }

  @Test
  void isReadAsItIs() {
    var settings = new Settings(Map.of("SLIPWAY_CONFIG", SHIPPED.toAbsolutePath().toString()));

    assertThat(settings.required("SLIPWAY_DATABASE_USER")).isEqualTo("slipway");
    assertThat(settings.optional("SLIPWAY_REDIS_URL")).isEmpty();
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void hasAnExampleOfEveryKeyThatIsRead() throws IOException {
    var all = COMMENTED.matcher(Files.readString(SHIPPED)).replaceAll("$1$2");
    var file = SettingsFile.read(Files.writeString(folder.resolve("all.yaml"), all));

    assertThat(file.problems()).isEmpty();
    for (var key : Keys.all()) {
      boolean inFile = key.kind() != Kind.VARIABLE;
      assertThat(file.entry(key.name()).map(SettingsFile.Entry::value))
          .as(key.name())
          .isEqualTo(Optional.of(key.example()).filter(example -> inFile));
    }
  }
}
