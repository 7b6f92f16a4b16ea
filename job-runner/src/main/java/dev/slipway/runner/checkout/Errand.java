package dev.slipway.runner.checkout;

import dev.slipway.runner.checkout.git.CheckoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Work that waits for others, in a virtual thread, which ends at an interrupt or a time limit.
///
/// A virtual thread, since an interrupt ends it even where it waits for a socket. Where it waits
/// for something else, as for a name server, it is left behind.
///
/// @param limit how long it may take
/// @param tooLate gives what is thrown when it takes longer
/// @param check is run ten times a second meanwhile; what it throws ends the work
record Errand(Duration limit, Supplier<RuntimeException> tooLate, Runnable check) {

  private static final long TICK_MILLIS = 100;
  private static final Duration GRACE = Duration.ofMillis(500);

  /// Does `work` and returns what it returns.
  <T> T run(Supplier<T> work) throws InterruptedException {
    var task = new FutureTask<>(work::get);
    var thread = Thread.ofVirtual().name("checkout").start(task);
    try {
      return await(task);
    } finally {
      stop(thread);
    }
  }

  private <T> T await(FutureTask<T> task) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - start > limit.toNanos()) {
          throw tooLate.get();
        }
        check.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new CheckoutException("the checkout broke down", e);
      }
    }
  }

  private static void stop(Thread thread) {
    thread.interrupt();
    try {
      thread.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
