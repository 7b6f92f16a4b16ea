package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.cli.embedded.PlatformException;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.process.settings.Settings;
import dev.slipway.process.settings.SettingsException;
import dev.slipway.runner.checkout.git.CheckoutException;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlipwayCommandTest {

  /// Exceptions that a person can do something about, the code they end with, and what is said.
  @SuppressWarnings("UnusedVariable") // the test's source of arguments
  private static final List<Arguments> FAILURES =
      List.of(
          arguments(new UsageException("Name a folder."), 64, "slipway: Name a folder.\n"),
          arguments(new StoreException("In use."), 1, "slipway: In use.\n"),
          arguments(
              new CheckoutException("no snapshot", new IOException("gone")),
              1,
              "slipway: no snapshot: java.io.IOException: gone\n"),
          arguments(
              new DeploymentFailure("no-commit", "It is empty.", "Commit something."),
              1,
              "slipway: It is empty. Commit something.\n"),
          arguments(
              new UncheckedIOException("Can't read x", new IOException("gone")),
              1,
              "slipway: Can't read x\n"),
          arguments(platformException(), 1, "slipway: " + platformException().getMessage() + "\n"),
          arguments(
              settingsException(),
              78,
              "slipway: SLIPWAY_NODE is not set\nslipway: SLIPWAY_INSTANCE is not set\n"));

  @TempDir private Path folder;
  private final Screen screen = new Screen();

  @ParameterizedTest
  @FieldSource("FAILURES")
  void saysInALineWhatPeopleCanMend(Exception failure, int code, String line) throws Exception {
    assertThat(SlipwayCommand.failed(screen.terminal(), failure)).isEqualTo(code);
    assertThat(screen.err()).isEqualTo(line);
  }

  @Test
  void hidesNoFaultOfOurs() {
    var ours = new IllegalStateException("ours");

    assertThatThrownBy(() -> SlipwayCommand.failed(screen.terminal(), ours)).isSameAs(ours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy",
        "--bogus",
        "up --bogus",
        "up --port eighty",
        "up --port 0 --no-install",
        "up --port 65536 --no-install",
        "up --host http://example.com --no-install",
        "try one two",
        "try --port -1 --no-install",
        "project",
        "project add",
        "project add site",
        "redeploy",
        "rollback",
        "rollback one two three",
        "promote",
        "promote one",
        "promote one two three",
        "limits",
        "limits site --cpus many",
        "account --concurrency many",
        "doctor extra",
        "doctor --port 0",
        "cancel",
        "project list --url nonsense",
        "project list --url ftp://example.com"
      })
  void endsWith64WhenItIsMisused(String arguments) {
    int code = run(arguments.split(" ", -1));

    assertThat(code).isEqualTo(64);
    assertThat(screen.err()).startsWith("slipway: ").doesNotContain("\tat ");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void listsItsCommandsAsAnErrorWhenNoneIsGiven() {
    assertThat(run()).isEqualTo(64);

    assertThat(screen.err()).startsWith("Usage: slipway").contains("try", "up", "project");
    assertThat(screen.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h", "help up", "up --help", "project add --help"})
  void helps(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isZero();

    assertThat(screen.out()).startsWith("Usage: slipway");
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isZero();

    assertThat(screen.out()).startsWith("slipway ").hasLineCount(1);
  }

  @Test
  void saysThatNoSlipwayRuns() {
    int code = run("project", "list", "--data", folder.toString());

    assertThat(code).isEqualTo(64);
    assertThat(screen.err()).contains("No Slipway runs with the data folder " + folder);
  }

  @Test
  void saysThatNobodyAnswers() {
    DataFolder.write(folder.resolve("address"), "http://localhost:1");
    DataFolder.write(folder.resolve("api-token"), "slw_1");

    int code = run("project", "list", "--data", folder.toString());

    assertThat(code).isEqualTo(1);
    assertThat(screen.err())
        .isEqualTo(
            "slipway: Could not reach Slipway at http://localhost:1. Is it running (./slipway"
                + " up)?\n");
  }

  @Test
  void tellsTheTokenOfADataFolderToNoOtherSlipway() {
    DataFolder.write(folder.resolve("address"), "http://localhost:1");
    DataFolder.write(folder.resolve("api-token"), "slw_1");

    int code = run("project", "list", "--url", "http://localhost:2", "--data", folder.toString());

    assertThat(code).isEqualTo(64);
    assertThat(screen.err()).contains("No API token: set SLIPWAY_TOKEN");
  }

  @Test
  void triesNoFolderThatIsNotThere() {
    var none = folder.resolve("none").toString();

    int code = run("try", none, "--no-install", "--data", folder.resolve("data").toString());

    assertThat(code).isEqualTo(64);
    assertThat(screen.err()).startsWith("slipway: There is no folder " + none);
  }

  @Test
  void triesNoDataFolderThatIsAFile() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    int code = run("try", "--no-install", "--data", file.toString());

    assertThat(code).isEqualTo(1);
    assertThat(screen.err()).startsWith("slipway: Can't use the data folder " + file);
  }

  private int run(String... arguments) {
    return SlipwayCommand.run(screen.terminal(), arguments);
  }

  private static PlatformException platformException() {
    return catchThrowableOfType(
        PlatformException.class, () -> DataFolder.open(Path.of("/dev/null/data")));
  }

  private static SettingsException settingsException() {
    var settings = new Settings(Map.of());
    settings.required("SLIPWAY_NODE");
    settings.required("SLIPWAY_INSTANCE");
    return catchThrowableOfType(SettingsException.class, settings::check);
  }
}
