package dev.slipway.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program in a JVM of its own, on the test's class path, with an environment of its own; its
/// standard input is a pipe from here. It is killed when it is closed.
final class RunnerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final Path errors;

  private RunnerProcess(Process process, Path errors) {
    this.process = process;
    this.output = process.inputReader();
    this.errors = errors;
  }

  /// Starts `main`; what it writes to standard error goes to a file in `folder`.
  static RunnerProcess start(
      Class<?> main, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    var errors = Files.createTempFile(folder, "runner", ".err");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
    builder.environment().putAll(environment);
    return new RunnerProcess(builder.start(), errors);
  }

  /// Returns the next line that it prints, or nothing but a space when it has ended.
  String line() throws IOException {
    var line = output.readLine();
    return line == null ? " " : line;
  }

  /// Returns what it has written to standard error so far.
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /// Ends its standard input, as when the platform is gone.
  void hangUp() throws IOException {
    process.getOutputStream().close();
  }

  /// Tells it to end (SIGTERM).
  void terminate() {
    process.toHandle().destroy();
  }

  /// Kills it as nothing can prevent (SIGKILL), and waits until it is gone.
  void kill() throws InterruptedException, TimeoutException {
    process.toHandle().destroyForcibly();
    exitCode(Duration.ofSeconds(10));
  }

  /// Waits for its end, and returns its exit code.
  int exitCode(Duration patience) throws InterruptedException, TimeoutException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("the process has not ended after " + patience);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
