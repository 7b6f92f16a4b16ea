package dev.slipway.cli.embedded;

import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The cleaning of the embedded profile: now and then, in a thread of its own, from one pause after
/// the start on.
final class CleaningRounds implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Logger LOG = System.getLogger(CleaningRounds.class.getName());

  private final Runnable cleaning;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  CleaningRounds(Runnable cleaning, Duration pause) {
    this.cleaning = cleaning;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("cleaning").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        clean();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void clean() {
    try {
      cleaning.run();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Nothing is cleaned; the next round tries again: {0}", e.getMessage());
    }
  }

  /// Begins no further round, and waits a while for the one that runs.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
