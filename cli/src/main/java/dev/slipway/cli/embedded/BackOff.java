package dev.slipway.cli.embedded;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long to wait before the next try, so that a fault that stays does not turn into a storm: not
/// at all after the first failure in a row, then five seconds, and twice as long after each further
/// one, up to a minute. Not thread-safe.
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 4;

  private final LongSupplier nanoTime;
  private int failures;
  private long until;

  /// @param nanoTime a clock that is never set, as [System#nanoTime()]
  BackOff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.until = nanoTime.getAsLong();
  }

  /// Notes a failure, after which it is time to wait.
  void failed() {
    failures++;
    until = nanoTime.getAsLong() + delay().toNanos();
  }

  /// Notes a success: the next failure is a first one again.
  void succeeded() {
    failures = 0;
    until = nanoTime.getAsLong();
  }

  /// Notes that there is nothing to try for `time`, which is no failure.
  void pause(Duration time) {
    until = nanoTime.getAsLong() + time.toNanos();
  }

  /// Returns how long to wait yet; zero if it is time for the next try.
  Duration left() {
    return Duration.ofNanos(Math.max(0, until - nanoTime.getAsLong()));
  }

  private Duration delay() {
    if (failures < 2) {
      return Duration.ZERO;
    }
    var delay = FIRST.multipliedBy(1L << Math.min(failures - 2, MOST_DOUBLINGS));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
