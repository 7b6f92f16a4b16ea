package dev.slipway.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this machine that is run to its end, from a list of words and never by a shell.
public final class Program {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Program() {}

  /// Returns what `command`, run in `folder`, writes to its standard output.
  ///
  /// @throws ProgramException if it is not installed, fails, or takes more than a minute
  public static String run(Path folder, List<String> command) throws InterruptedException {
    try {
      var output = Files.createTempFile("slipway-program", ".out");
      var errors = Files.createTempFile("slipway-program", ".err");
      try {
        int status = status(folder, command, output, errors);
        if (status != 0) {
          throw new ProgramException(
              String.join(" ", command) + " ended with " + status + ": " + text(errors));
        }
        return text(output);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new ProgramException("Can't run " + command.getFirst() + "; is it installed? " + e);
    }
  }

  /// Returns the exit code of `command`, whatever it writes.
  static int status(Path folder, List<String> command, Path output, Path errors)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProgramException(String.join(" ", command) + " took longer than " + PATIENCE);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
