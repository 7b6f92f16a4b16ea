package dev.slipway.bench.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs of this machine to their ends.
final class Tool {

  private Tool() {}

  /// Runs `command` with the file `input` as its standard input, and returns how it ended.
  static Outcome run(Duration patience, Path input, List<String> command)
      throws InterruptedException {
    try {
      var output = Files.createTempFile("tool", ".out");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              command + " took longer than " + patience + ": " + text(output));
        }
        return new Outcome(command, process.exitValue(), text(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't run " + command + "; ./dev test installs it", e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
