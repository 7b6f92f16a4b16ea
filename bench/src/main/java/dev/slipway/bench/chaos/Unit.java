package dev.slipway.bench.chaos;

import dev.slipway.bench.server.JavaProgram;
import dev.slipway.bench.server.Signals;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service that is started again whenever it ends by itself, as systemd does with
/// `Restart=on-failure`. Thread-safe.
final class Unit implements AutoCloseable {

  private static final Duration RESTART = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final JavaProgram program;
  private final Map<String, String> variables;
  private Process process;
  private boolean closed;

  private Unit(JavaProgram program, Map<String, String> variables) {
    this.program = program;
    this.variables = Map.copyOf(variables);
    this.process = program.start(variables);
  }

  /// Starts `program` with the environment `variables`.
  static Unit start(JavaProgram program, Map<String, String> variables) {
    var unit = new Unit(program, variables);
    Thread.ofVirtual().name("unit-" + program.main()).start(unit::watch);
    return unit;
  }

  private void watch() {
    try {
      while (!isClosed()) {
        current().waitFor();
        TimeUnit.MILLISECONDS.sleep(RESTART.toMillis());
        restart();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void restart() {
    if (!closed && !process.isAlive()) {
      process = program.start(variables);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized Process current() {
    return process;
  }

  /// Kills it as `kill -9` does.
  void kill() throws InterruptedException {
    Signals.kill(current());
  }

  /// Asks it to end, and kills it if it takes too long.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    var last = current();
    last.destroy();
    try {
      if (!last.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
