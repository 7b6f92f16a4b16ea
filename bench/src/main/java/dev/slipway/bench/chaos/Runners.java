package dev.slipway.bench.chaos;

import dev.slipway.bench.server.JavaProgram;
import dev.slipway.bench.server.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The doorbell and what it starts, as systemd has it: a runner for each ring, up to a number; for
/// one that does not end well, `after`; and `sweep` every few seconds. Thread-safe.
final class Runners implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Runners.class.getName());

  /// As `MaxConnections` of the socket unit: who rings beyond that is turned away.
  private static final int MOST = 8;

  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int SIGNALLED = 128;
  private static final int TEMPORARY_FAILURE = 75;
  private static final Map<Integer, String> SIGNALS = Map.of(9, "KILL", 15, "TERM");

  private final JavaProgram program;
  private final Map<String, String> variables;
  private final ServerSocketChannel socket;
  private final Map<String, Process> runners = new ConcurrentHashMap<>();
  private final Map<Long, Process> others = new ConcurrentHashMap<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final Set<Long> stopped = ConcurrentHashMap.newKeySet();
  private volatile boolean sweeping = true;
  private volatile boolean closed;

  private Runners(JavaProgram program, Map<String, String> variables, ServerSocketChannel socket) {
    this.program = program;
    this.variables = Map.copyOf(variables);
    this.socket = socket;
  }

  /// Hangs up the doorbell at `path`.
  static Runners start(JavaProgram program, Map<String, String> variables, Path path) {
    try {
      var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      socket.bind(UnixDomainSocketAddress.of(path));
      var runners = new Runners(program, variables, socket);
      Thread.ofVirtual().name("doorbell").start(runners::listen);
      Thread.ofVirtual().name("sweep").start(runners::sweeps);
      return runners;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't hang up the doorbell at " + path, e);
    }
  }

  private void listen() {
    while (!closed) {
      try (var ring = socket.accept()) {
        if (busy.incrementAndGet() > MOST) {
          busy.decrementAndGet();
        } else {
          Thread.ofVirtual().name("runner-of-" + ring).start(this::runner);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The doorbell could not be heard", e);
      }
    }
  }

  private void runner() {
    var id = UUID.randomUUID().toString().replace("-", "");
    try {
      var process = program.start(with(Map.of("INVOCATION_ID", id)));
      runners.put(id, process);
      int status = end(process);
      runners.remove(id);
      if (status != 0 && status != TEMPORARY_FAILURE && !closed) {
        run(with(ending(id, status)), "after");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      runners.remove(id);
      busy.decrementAndGet();
    }
  }

  /// What systemd tells `ExecStopPost` (systemd.exec(5)).
  private static Map<String, String> ending(String id, int status) {
    boolean killed = status > SIGNALLED;
    var number = killed ? status - SIGNALLED : status;
    return Map.of(
        "INVOCATION_ID",
        id,
        "SERVICE_RESULT",
        killed ? "signal" : "exit-code",
        "EXIT_CODE",
        killed ? "killed" : "exited",
        "EXIT_STATUS",
        killed ? SIGNALS.getOrDefault(number, "" + number) : "" + number);
  }

  private void sweeps() {
    try {
      while (sweeping) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_SWEEPS.toMillis());
        if (sweeping) {
          sweep();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sweeps once, to the end.
  void sweep() throws InterruptedException {
    run(with(Map.of("INVOCATION_ID", UUID.randomUUID().toString().replace("-", ""))), "sweep");
  }

  private void run(Map<String, String> environment, String argument) throws InterruptedException {
    var process = program.start(environment, argument);
    others.put(process.pid(), process);
    try {
      int status = end(process);
      if (status != 0 && !closed) {
        LOG.log(Level.DEBUG, "{0} ended with {1}", argument, status);
      }
    } finally {
      others.remove(process.pid());
    }
  }

  private static int end(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
    return process.exitValue();
  }

  private Map<String, String> with(Map<String, String> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return all;
  }

  /// Returns the runners that are alive and not stopped, by what systemd calls each.
  Map<String, Process> alive() {
    var alive = new HashMap<>(runners);
    alive.values().removeIf(process -> stopped.contains(process.pid()));
    return alive;
  }

  /// Stops one where it is (SIGSTOP).
  void stop(Process runner) throws InterruptedException {
    stopped.add(runner.pid());
    Signals.stop(runner);
  }

  /// Lets a stopped one go on (SIGCONT).
  void resume(Process runner) throws InterruptedException {
    Signals.resume(runner);
    stopped.remove(runner.pid());
  }

  /// Tells whether no runner is there, and nobody is cleaning up after one.
  boolean isQuiet() {
    return busy.get() == 0;
  }

  /// Sweeps no more by itself.
  void endSweeps() {
    sweeping = false;
  }

  /// Takes the doorbell down, and kills what is still there.
  @Override
  public void close() {
    closed = true;
    endSweeps();
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not take the doorbell down", e);
    }
    runners.values().forEach(Process::destroyForcibly);
    others.values().forEach(Process::destroyForcibly);
  }
}
