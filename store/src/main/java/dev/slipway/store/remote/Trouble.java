package dev.slipway.store.remote;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Something that does not work until it works again, which is one line in the log each.
/// Thread-safe.
final class Trouble {

  private static final System.Logger LOG = System.getLogger(Trouble.class.getName());

  private final String begun;
  private final String ended;
  private final AtomicBoolean on = new AtomicBoolean();
  private volatile long last;

  /// @param begun what is said when it begins; `{0}` is the cause
  /// @param ended what is said when it ends
  Trouble(String begun, String ended) {
    this.begun = begun;
    this.ended = ended;
  }

  /// Notes that it does not work.
  void begin(Throwable cause) {
    last = System.nanoTime();
    if (on.compareAndSet(false, true)) {
      LOG.log(WARNING, begun, String.valueOf(cause));
    }
  }

  /// Notes that it works.
  void end() {
    if (on.compareAndSet(true, false)) {
      LOG.log(INFO, ended);
    }
  }

  /// Tells whether it did not work less than `pause` ago.
  boolean isFresh(Duration pause) {
    return on.get() && System.nanoTime() - last < pause.toNanos();
  }
}
