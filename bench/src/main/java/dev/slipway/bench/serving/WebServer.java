package dev.slipway.bench.serving;

import dev.slipway.bench.server.ProgramException;
import dev.slipway.bench.server.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A web server that runs, as a process of its own with its children.
///
/// @param name what it is called in tables
record WebServer(String name, int port, Process process) implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final int LAST_LINES = 20;
  private static final Duration STOP = Duration.ofSeconds(10);

  /// Starts `command`, which listens on `port`, and waits until it does.
  ///
  /// @param log takes what it says
  static WebServer start(
      String name, int port, List<String> command, Map<String, String> variables, Path log)
      throws InterruptedException {
    var server = new WebServer(name, port, launch(command, variables, log));
    if (!Wait.until(START, () -> !server.process.isAlive() || listens(port))
        || !server.process.isAlive()) {
      server.close();
      throw new ProgramException(name + " does not start: " + said(log));
    }
    return server;
  }

  /// Starts `command` with nothing in its environment but `variables` and where programs are.
  static Process launch(List<String> command, Map<String, String> variables, Path log) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(variables);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start " + command + "; is it installed?", e);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String said(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its log can't be read: " + e;
    }
  }

  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /// Tells it to end, and kills what is left of it.
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
