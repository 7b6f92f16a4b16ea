package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the launcher builds a clone before it runs it. The Maven of the clone only says how it was
/// called, and takes what this build has made.
class LauncherIT {

  private static final Path HERE = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path clone;

  @BeforeEach
  void makeClone() throws IOException {
    for (var file : List.of("slipway", "setup/lib.bash", "pom.xml", "cli/pom.xml")) {
      Files.createDirectories(clone.resolve(file).getParent());
      Files.copy(HERE.resolve(file), clone.resolve(file));
    }
    write("cli/src/main/A.java");
    write("bin/mvn", maven(HERE.resolve("cli/target/lib")));
    Files.setPosixFilePermissions(
        clone.resolve("bin/mvn"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void buildsWhatIsNotBuiltAndThatOnce() throws IOException, InterruptedException {
    var first = version();
    var second = version();

    assertThat(first).startsWith("slipway ").isEqualTo(second);
    assertThat(calls()).singleElement().asString().contains("-Dquick", "-pl cli -am package");
  }

  @Test
  void buildsAgainWhatHasChanged() throws IOException, InterruptedException {
    version();
    var built = Files.getLastModifiedTime(clone.resolve("cli/target/built")).toInstant();

    write("cli/src/main/A.java");
    Files.setLastModifiedTime(
        clone.resolve("cli/src/main/A.java"), FileTime.from(built.plusMillis(1)));
    version();

    assertThat(calls()).hasSize(2);
  }

  @Test
  void runsNothingWhenTheBuildFailsAndSaysWhy() throws IOException {
    write("broken");

    assertThatThrownBy(this::version)
        .hasMessageContaining("ended with 69")
        .hasMessageContaining("A.java does not compile")
        .hasMessageContaining("build.log")
        .hasMessageNotContaining("slipway 0");
  }

  private static String maven(Path libraries) {
    return """
    #!/bin/sh
    echo "$*" >>calls
    if [ -e broken ]; then
      echo '[ERROR] A.java does not compile'
      exit 1
    fi
    ln -sfn '%s' cli/target/lib
    touch cli/target/built
    """
        .formatted(libraries);
  }

  private String version() throws IOException, InterruptedException {
    var path = "PATH=" + clone.resolve("bin") + ":" + System.getenv("PATH");
    return Tool.run(clone, PATIENCE, "env", path, clone.resolve("slipway").toString(), "--version");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(clone.resolve("calls"), UTF_8);
  }

  private void write(String file, String... lines) throws IOException {
    Files.createDirectories(clone.resolve(file).getParent());
    Files.write(clone.resolve(file), List.of(lines));
  }
}
