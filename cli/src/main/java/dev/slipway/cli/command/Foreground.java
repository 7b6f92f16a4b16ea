package dev.slipway.cli.command;

import dev.slipway.cli.embedded.Platform;
import dev.slipway.cli.embedded.PlatformSettings;
import java.util.concurrent.CountDownLatch;

/// Runs a platform for as long as a command works with it, and stops it cleanly when the process is
/// told to end meanwhile (Ctrl-C, `kill`).
///
/// The virtual machine runs its shutdown hooks beside the command's own thread. So the hook ends
/// that thread's work by an interrupt, and stops the platform; what the work throws then is of no
/// interest to anybody.
final class Foreground {

  private static final int FAILED = 1;

  private final Terminal terminal;
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch told = new CountDownLatch(1);

  Foreground(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What a command does with a platform.
  interface Work {
    int with(Platform platform) throws InterruptedException;
  }

  /// Starts a platform, does `work`, stops the platform, and returns what `work` returned.
  int run(PlatformSettings settings, Work work) throws InterruptedException {
    var platform = started(settings);
    var hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(platform));
    boolean hooked = added(hook);
    try {
      return work.with(platform);
    } catch (InterruptedException | RuntimeException e) {
      if (told.getCount() > 0) {
        throw e;
      }
      return FAILED; // nobody sees it: a process that was told to end has the signal's code
    } finally {
      if (!hooked || removed(hook)) {
        close(platform);
      }
    }
  }

  private Platform started(PlatformSettings settings) {
    try {
      return Platform.start(settings);
    } catch (RuntimeException e) {
      BuildWall.lower(terminal);
      throw e;
    }
  }

  /// Builds end before what keeps them in.
  private void close(Platform platform) {
    try {
      platform.close();
    } finally {
      BuildWall.lower(terminal);
    }
  }

  /// Waits until the process is told to end.
  void awaitSignal() throws InterruptedException {
    told.await();
  }

  private void stop(Platform platform) {
    told.countDown();
    worker.interrupt();
    terminal.say("Stopping.");
    close(platform);
  }

  private static boolean added(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false; // the process is ending already
    }
  }

  /// Returns false if it is too late: the hook runs, and closes the platform.
  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
