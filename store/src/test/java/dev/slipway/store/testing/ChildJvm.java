package dev.slipway.store.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program of a test in a JVM of its own, on the test's class path. It is killed when it is
/// closed.
public final class ChildJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /// Starts `main` with `arguments`.
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    var builder = new ProcessBuilder(command(main, arguments));
    return new ChildJvm(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// Starts `main` with `arguments`, and with the variables in `environment` besides the usual.
  /// What it writes to standard error is among what it prints.
  public static ChildJvm start(Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    var builder = new ProcessBuilder(command(main, arguments));
    builder.environment().putAll(environment);
    return new ChildJvm(builder.redirectErrorStream(true).start());
  }

  /// Returns the command that starts `main` with `arguments`, to be changed at will.
  public static List<String> command(Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Returns the next `count` lines that it prints, or fewer if it ends before.
  public List<String> lines(int count) throws IOException {
    var lines = new ArrayList<String>();
    while (lines.size() < count) {
      var line = output.readLine();
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  /// Returns what it still prints, up to its end.
  public List<String> rest() throws IOException {
    return lines(Integer.MAX_VALUE);
  }

  /// Returns the first line that contains `text`, of those that it prints from now on.
  ///
  /// @throws IllegalStateException with all that it printed instead, if it ends before
  public String lineWith(String text) throws IOException {
    var lines = new ArrayList<String>();
    for (String line; (line = output.readLine()) != null; lines.add(line)) {
      if (line.contains(text)) {
        return line;
      }
    }
    throw new IllegalStateException("it ended without saying " + text + ": " + lines);
  }

  /// Tells it to end (SIGTERM).
  public void terminate() {
    process.toHandle().destroy(); // the process's own method would close its output too
  }

  /// Waits for its end, and returns its exit code.
  public int exitCode() throws InterruptedException, TimeoutException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("the child has not ended after " + PATIENCE);
    }
    return process.exitValue();
  }

  /// Kills it as nothing can prevent (SIGKILL), and waits until it is gone.
  public void kill() throws InterruptedException, TimeoutException {
    process.toHandle().destroyForcibly(); // the process's own method would close its output too
    exitCode();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
