package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests that are being answered, and refuses those that are too many. Thread-safe.
public final class InFlight {

  private static final System.Logger LOG = System.getLogger(InFlight.class.getName());

  private final int most;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicBoolean full = new AtomicBoolean();

  /// Lets `most` in at a time.
  public InFlight(int most) {
    this.most = most;
  }

  /// Tells whether one more may be answered; if so, it is to [#leave] afterwards.
  public boolean enter() {
    if (count.incrementAndGet() <= most) {
      return true;
    }
    count.decrementAndGet();
    if (full.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "{0} requests are being answered at once: further ones get a 503 until there are fewer."
              + " If this is what visitors want, raise static.requests.",
          most);
    }
    return false;
  }

  /// Notes that one was answered.
  public void leave() {
    int left = count.decrementAndGet();
    if (left <= most / 2 && full.get() && full.compareAndSet(true, false)) {
      LOG.log(INFO, "Requests are answered again: there are {0} at once.", left);
    }
  }

  /// Returns how many are being answered.
  public int count() {
    return count.get();
  }
}
