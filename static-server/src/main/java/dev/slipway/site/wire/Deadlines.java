package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.serving.http.HttpDate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A coarse clock that ends what takes too long: four times a second it looks at every connection.
/// So no connection needs a timer, and none asks for the time. Thread-safe.
final class Deadlines implements AutoCloseable {

  /// The deadline of what may last.
  static final long NEVER = Long.MAX_VALUE;

  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration STOP = Duration.ofSeconds(1);

  /// What can take too long.
  interface Timed {

    /// Returns when it ends, by [#now].
    long due();

    /// Ends it.
    void expire();
  }

  private final Clock clock;
  private final Runnable everyTick;
  private final Set<Timed> timed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("site-deadlines").factory());
  private final long origin = System.nanoTime();
  private volatile long now;
  private volatile byte[] dateLine;

  /// Ticks until it is closed, and does `everyTick` too.
  Deadlines(Clock clock, Runnable everyTick) {
    this.clock = clock;
    this.everyTick = everyTick;
    this.dateLine = dated();
    var _ =
        ticks.scheduleAtFixedRate(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Returns the milliseconds since this was made, as of the last tick.
  long now() {
    return now;
  }

  /// Returns the field `Date` of an answer, with its line end. Not to be changed.
  byte[] dateLine() {
    return dateLine;
  }

  void add(Timed one) {
    timed.add(one);
  }

  void remove(Timed one) {
    timed.remove(one);
  }

  /// Returns how many are watched.
  int count() {
    return timed.size();
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    try {
      ticks.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - origin);
    dateLine = dated();
    for (var one : timed) {
      if (one.due() <= now) {
        one.expire();
      }
    }
    everyTick.run();
  }

  private byte[] dated() {
    return ("Date: " + HttpDate.text(clock.instant()) + "\r\n").getBytes(US_ASCII);
  }
}
