package dev.slipway.process.bell;

import dev.slipway.core.job.Dispatch;
import dev.slipway.core.job.Doorbell;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes word of jobs that wait, and rings the doorbell of its node for each, until it is closed.
///
/// It is run once, in a thread of its own. A word counts as acted upon when the doorbell was rung:
/// dies the bell before, another node gets the word; dies the runner, the sweep finds the job.
public final class Bell implements Runnable, AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Bell.class.getName());

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// What comes back sooner than this with nothing has not waited, so it is not asked again at
  /// once.
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

  private final Dispatch dispatch;
  private final Doorbell doorbell;
  private final String node;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private Duration pause = SHORTEST_PAUSE;
  private volatile boolean running;
  private boolean troubled;

  /// @param doorbell the node's own
  public Bell(Dispatch dispatch, Doorbell doorbell, String node) {
    this.dispatch = dispatch;
    this.doorbell = doorbell;
    this.node = node;
  }

  /// Rings until this is closed or the thread is interrupted.
  @Override
  public void run() {
    running = true;
    LOGGER.log(Level.INFO, "Rings for jobs that wait, on node={0}.", node);
    try {
      while (isWanted()) {
        long start = System.nanoTime();
        boolean rang = next();
        boolean waited = System.nanoTime() - start >= AT_ONCE.toNanos();
        if (rang || (waited && !troubled)) {
          pause = SHORTEST_PAUSE;
        } else {
          rest();
        }
      }
    } finally {
      ended.countDown();
      LOGGER.log(Level.INFO, "Rings no more, on node={0}.", node);
    }
  }

  /// Makes [#run] return, and waits until it has: that may take as long as the wait for a word.
  @Override
  public void close() {
    closed.countDown();
    if (!running) {
      return;
    }
    try {
      if (!ended.await(PATIENCE_AT_THE_END.toNanos(), TimeUnit.NANOSECONDS)) {
        LOGGER.log(Level.WARNING, "The bell of node={0} does not end; it is left behind.", node);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWanted() {
    return closed.getCount() > 0 && !Thread.currentThread().isInterrupted();
  }

  private boolean next() {
    try {
      var word = dispatch.take(node, PATIENCE);
      word.ifPresent(this::act);
      troubled = false;
      return word.isPresent();
    } catch (RuntimeException e) {
      if (!troubled) {
        LOGGER.log(
            Level.WARNING,
            "Cannot take word of jobs that wait. The sweep finds them, some seconds later.",
            e);
      }
      troubled = true;
      return false;
    }
  }

  private void act(Dispatch.Word word) {
    doorbell.ring();
    dispatch.done(word);
    LOGGER.log(Level.DEBUG, "Rang for deployment={0}", word.deployment());
  }

  private void rest() {
    try {
      if (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
