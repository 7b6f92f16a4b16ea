package dev.slipway.process.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.alias.Domain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

  private Path file;

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    file = folder.resolve("slipway.yaml");
  }

  @Test
  void readsValuesAndLists() throws IOException {
    var settings =
        settings(
            """
            # A comment.
            node: build-1
            database:
              url: jdbc:postgresql://db/slipway
            git:
              hosts:
                - github.com
                - "git.example.com:8443"
              private_hosts: a.lan, b.lan
              folders: true
            runners: 3
            """);

    assertThat(settings.optional("SLIPWAY_NODE")).contains("build-1");
    assertThat(settings.required("SLIPWAY_DATABASE_URL")).isEqualTo("jdbc:postgresql://db/slipway");
    assertThat(settings.words("SLIPWAY_GIT_HOSTS", Set.of()))
        .containsExactlyInAnyOrder("github.com", "git.example.com:8443");
    assertThat(settings.words("SLIPWAY_GIT_PRIVATE_HOSTS", Set.of()))
        .containsExactlyInAnyOrder("a.lan", "b.lan");
    assertThat(settings.flag("SLIPWAY_GIT_FOLDERS", false)).isTrue();
    assertThat(settings.number("SLIPWAY_RUNNERS", 1)).isEqualTo(3);
    settings.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"010", "1:30", "2026-11-01", "yes", "0x1f", "1e3", "<<"})
  void takesTheTextThatStandsThere(String text) throws IOException {
    assertThat(settings("node: " + text + "\n").optional("SLIPWAY_NODE")).contains(text);
  }

  @Test
  void letsAVariableWin() throws IOException {
    Files.writeString(file, "node: of-file\ninstance: of-file\n");
    var settings =
        new Settings(
            Map.of(
                "SLIPWAY_CONFIG",
                file.toString(),
                "SLIPWAY_NODE",
                "of-variable",
                "SLIPWAY_INSTANCE",
                " "));

    assertThat(settings.optional("SLIPWAY_NODE")).contains("of-variable");
    assertThat(settings.optional("SLIPWAY_INSTANCE")).contains("of-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "database:\n", "node:\nrunners: ~\n"})
  void takesTheUsualForWhatIsNotThere(String text) throws IOException {
    var settings = settings(text);

    assertThat(settings.number("SLIPWAY_RUNNERS", 7)).isEqualTo(7);
    assertThat(settings.domain("SLIPWAY_URL")).isEqualTo(new Domain("http", "localhost", 8080));
    settings.check();
  }

  @Test
  void namesTheFileTheLineAndTheKeyOfAWrongValue() throws IOException {
    var settings = settings("build:\n  memory: lots\n");
    settings.size("SLIPWAY_BUILD_MEMORY", 1);

    assertThatThrownBy(settings::check)
        .hasMessage(file + ", line 2: build.memory=lots: must be a size such as 512m or 2g");
  }

  @Test
  void saysThatSomethingIsSetNowhere() throws IOException {
    var settings = settings("node: a\n");
    settings.required("SLIPWAY_DATABASE_URL");

    assertThatThrownBy(settings::check)
        .hasMessage("SLIPWAY_DATABASE_URL is not set, nor is database.url in " + file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nod: a                    | line 1: nod is not a setting; did you mean node?",
        "colour: a                 | line 1: colour is not a setting",
        "builder.image: a          | did you mean builder_image?",
        "database: {usr: a}        | line 1: database.usr is not a setting; did you mean database.user?",
        "database: a               | line 1: database has keys of its own, and no value",
        "node: {a: b}              | line 1: node must be a value, and has keys of its own",
        "node: [a, b]              | line 1: node must be one value, not a list",
        "git: {hosts: [[a]]}       | line 1: git.hosts must be one value, not a list",
        "'[a]: b'                  | line 1: a key must be a word",
        "[a, b]                    | line 1: must be keys and their values, such as node: build-1",
        "text                      | line 1: must be keys and their values, such as node: build-1",
        "runner: a                 | line 1: runner can be set only by the variable SLIPWAY_RUNNER",
      })
  void refusesWhatMeansNothing(String text, String problem) throws IOException {
    var settings = settings(text + "\n");

    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ", line 1: ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node: a\nnode: b\n",
        "floor:\n  disk: 1g\nnode: a\nfloor:\n  memory: 1g\n",
        "floor:\n  disk: 1g\nfloor.disk: 2g\n"
      })
  void refusesAKeyThatStandsThereTwice(String text) throws IOException {
    var settings = settings(text);

    assertThatThrownBy(settings::check).hasMessageMatching(".* stands in line [12] already");
  }

  @ParameterizedTest
  @CsvSource({
    "'node: a\n\tb: c', line 2: ",
    "'node: \"a', line",
    "'a: 1\n---\nb: 2', line 2: ",
    "'node: &a [x]\ngit: {hosts: *a}', aliases",
    "'{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}}', Nesting",
    "'node: \u0001', special characters",
  })
  void saysInALineWhyItIsNoYaml(String text, String why) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("Can't read the settings in " + file + ": ")
        .hasMessageContaining(why)
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\n"));
  }

  @Test
  void saysThatItCantBeRead() {
    assertThatThrownBy(() -> SettingsFile.read(file))
        .hasMessageContaining("Can't read the settings in " + file)
        .hasMessageContaining("NoSuchFile");
    assertThatThrownBy(() -> new Settings(Map.of("SLIPWAY_CONFIG", "slipway.yaml")))
        .hasMessage("SLIPWAY_CONFIG=slipway.yaml: must be an absolute path");
  }

  @Test
  void refusesAFileThatIsNoneOfOurs() throws IOException {
    Files.write(file, "node: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> SettingsFile.read(file)).hasMessageContaining("UTF-8");

    Files.write(file, List.of("#".repeat(300 * 1024)));
    assertThatThrownBy(() -> SettingsFile.read(file)).hasMessageContaining("larger than 256 KiB");
  }

  private Settings settings(String text) throws IOException {
    Files.writeString(file, text);
    return new Settings(Map.of("SLIPWAY_CONFIG", file.toString()));
  }
}
