package dev.slipway.store.redis;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether Redis is away: begins when a command could not be carried out, and ends when a thread of
/// its own, which tries from then on, has got an answer. Meanwhile nobody else tries, so an outage
/// costs the callers one time-out and not one each. Thread-safe.
final class Outage implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Outage.class.getName());
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final String name;
  private final BooleanSupplier answers;
  private final AtomicReference<@Nullable CountDownLatch> back = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param name which Redis, for people
  /// @param answers tells whether it answers now
  Outage(String name, BooleanSupplier answers) {
    this.name = name;
    this.answers = answers;
  }

  boolean isOn() {
    return back.get() != null;
  }

  /// Notes that Redis is away, because of `why`.
  void begin(RuntimeException why) {
    var end = new CountDownLatch(1);
    if (closed.getCount() > 0 && back.compareAndSet(null, end)) {
      LOGGER.log(
          Level.WARNING,
          "Redis at {0} does not answer: {1}. No job is lost: the sweep finds those that wait, some"
              + " seconds later. Check that Redis runs, can be reached, and takes the password.",
          name,
          said(why));
      Thread.ofVirtual().name("redis-outage").start(() -> awaitEnd(end));
    }
  }

  /// Waits until Redis is back, `patience` at most; returns false at once if it is not away.
  boolean await(Duration patience) throws InterruptedException {
    var current = back.get();
    if (current == null) {
      return false;
    }
    current.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    return true;
  }

  /// Stops to try.
  @Override
  public void close() {
    closed.countDown();
  }

  private void awaitEnd(CountDownLatch end) {
    try {
      while (!closed.await(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS)) {
        if (answers.getAsBoolean()) {
          back.set(null);
          LOGGER.log(Level.INFO, "Redis at {0} answers again.", name);
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      end.countDown();
    }
  }

  private static String said(RuntimeException failure) {
    var message = String.valueOf(failure.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
