package dev.slipway.cli.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Removes what dead runners have left, in a process of its own, one at a time and with nobody
/// waiting for it. Thread-safe.
///
/// It may run beside live runners, whose containers it knows by their claims. While it has not
/// succeeded, as when no container engine answers, it stays due.
final class Reaping implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Logger LOG = System.getLogger(Reaping.class.getName());

  private final RunnerLauncher launcher;
  private @Nullable Thread watcher;
  private boolean due;
  private boolean closed;

  Reaping(RunnerLauncher launcher) {
    this.launcher = launcher;
  }

  /// Begins, or begins anew when the one that runs has ended: what is left behind from now on is
  /// removed too.
  synchronized void begin() {
    due = true;
    beginIfDue();
  }

  /// Begins if there may still be something left of earlier.
  synchronized void beginIfDue() {
    if (due && !closed && watcher == null) {
      due = false;
      watcher = Thread.ofPlatform().daemon().name("reaping").start(this::reap);
    }
  }

  /// Ends the one that runs, and begins none any more.
  @Override
  public void close() throws InterruptedException {
    Thread running;
    synchronized (this) {
      closed = true;
      running = watcher;
    }
    if (running != null) {
      running.interrupt();
      running.join(GRACE);
    }
  }

  private void reap() {
    boolean all = succeeds();
    synchronized (this) {
      watcher = null;
      boolean again = due && all;
      due |= !all;
      if (again) {
        beginIfDue();
      }
    }
  }

  private boolean succeeds() {
    try {
      var reaper = launcher.reap().start();
      try {
        if (reaper.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(Level.DEBUG, "The clean-up ended with exit code {0}", reaper.exitValue());
          return reaper.exitValue() == 0; // it has logged itself what went wrong
        }
        LOG.log(Level.WARNING, "Removing what dead builds left took over {0}: gave up", LONGEST);
        return false;
      } finally {
        reaper.destroyForcibly().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not start the clean-up after dead builds", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
