package dev.slipway.bench.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The signals that Java can't send by itself.
public final class Signals {

  private static final long GONE_SECONDS = 20;

  private Signals() {}

  /// Stops `process` where it is (SIGSTOP).
  public static void stop(Process process) throws InterruptedException {
    send("STOP", process);
  }

  /// Lets a stopped `process` go on (SIGCONT).
  public static void resume(Process process) throws InterruptedException {
    send("CONT", process);
  }

  /// Lets PostgreSQL end its sessions and stop (SIGINT; on SIGTERM it would wait for them).
  static void interrupt(Process process) throws InterruptedException {
    send("INT", process);
  }

  /// Kills `process` as nothing can prevent (SIGKILL), and waits until it is gone.
  public static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly();
    if (!process.waitFor(GONE_SECONDS, TimeUnit.SECONDS)) {
      throw new ProgramException("process " + process.pid() + " is not gone after a SIGKILL");
    }
  }

  private static void send(String signal, Process process) throws InterruptedException {
    if (process.isAlive()) {
      try {
        Program.run(Path.of("/"), List.of("kill", "-" + signal, Long.toString(process.pid())));
      } catch (ProgramException e) {
        if (process.isAlive()) { // else it was gone before the signal came
          throw e;
        }
      }
    }
  }
}
