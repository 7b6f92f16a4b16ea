package dev.slipway.bench.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A wait for something that can only be asked for, with a deadline.
public final class Wait {

  private static final Duration POLL = Duration.ofMillis(50);

  /// What is asked again and again.
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  private Wait() {}

  /// Waits until `condition` holds, and tells whether it did within `patience`.
  public static boolean until(Duration patience, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
    return true;
  }
}
