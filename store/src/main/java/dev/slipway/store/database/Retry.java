package dev.slipway.store.database;

import dev.slipway.store.failure.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Runs a transaction again that lost against others, after pauses that grow and differ.
final class Retry {

  private static final int MAX_ATTEMPTS = 10;
  private static final int LONGEST_FIRST_PAUSE_MILLIS = 10;

  private Retry() {}

  static <T> T run(Supplier<T> work, Predicate<StoreException> passing) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (StoreException e) {
        if (attempt == MAX_ATTEMPTS || !passing.test(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    int longest = LONGEST_FIRST_PAUSE_MILLIS * attempt;
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, longest + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting to run a transaction again", e);
    }
  }
}
