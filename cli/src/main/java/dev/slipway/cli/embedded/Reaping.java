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
/// It may run beside live runners, whose containers it knows by their claims. What it can't remove,
/// as when no container engine answers, the next runner that needs the engine does.
final class Reaping {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Logger LOG = System.getLogger(Reaping.class.getName());

  private final RunnerLauncher launcher;
  private @Nullable Thread running;
  private boolean again;
  private boolean stopped;

  Reaping(RunnerLauncher launcher) {
    this.launcher = launcher;
  }

  /// Begins, or begins anew when the one that runs has ended: that one may have looked too early.
  synchronized void begin() {
    again = running != null;
    if (!again && !stopped) {
      running = Thread.ofPlatform().daemon().name("reaping").start(this::run);
    }
  }

  /// Ends the one that runs, and begins none any more.
  void stop() throws InterruptedException {
    Thread last;
    synchronized (this) {
      stopped = true;
      last = running;
    }
    if (last != null) {
      last.interrupt();
      last.join(GRACE);
    }
  }

  private void run() {
    reap();
    synchronized (this) {
      running = null;
      if (again) {
        begin();
      }
    }
  }

  private void reap() {
    try {
      var reaper = launcher.reap().start();
      try {
        if (!reaper.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.log(Level.WARNING, "Gave up removing what dead builds left after {0}", LONGEST);
        } else if (reaper.exitValue() != 0) { // it has logged itself what went wrong
          LOG.log(Level.DEBUG, "The clean-up ended with exit code {0}", reaper.exitValue());
        }
      } finally {
        reaper.destroyForcibly().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not start the clean-up after dead builds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
