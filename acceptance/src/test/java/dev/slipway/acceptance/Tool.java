package dev.slipway.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program of this machine to its end.
final class Tool {

  private Tool() {}

  /// Returns what `command` writes to its standard output, run in `folder`.
  ///
  /// @throws AssertionError if it is not installed, takes longer than `patience`, or fails
  static String run(Path folder, Duration patience, String... command)
      throws IOException, InterruptedException {
    var out = Files.createTempFile("tool", ".out");
    var err = Files.createTempFile("tool", ".err");
    try {
      var process = start(folder, command, out, err);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(command) + " took longer than " + patience);
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            "%s ended with %d: %s%s"
                .formatted(
                    List.of(command),
                    process.exitValue(),
                    Files.readString(out),
                    Files.readString(err)));
      }
      return new String(Files.readAllBytes(out), UTF_8);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static Process start(Path folder, String[] command, Path out, Path err) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectOutput(out.toFile())
          .redirectError(err.toFile())
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "This test needs the program " + command[0] + "; run ./dev test, which installs it", e);
    }
  }
}
