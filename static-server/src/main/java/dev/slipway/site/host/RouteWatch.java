package dev.slipway.site.host;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.RouteLedger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Looks a few times a second, with one question for all hosts, whose routes have changed. While it
/// gets answers, what is known of a route needs no look of its own. Thread-safe.
public final class RouteWatch implements AutoCloseable {

  /// How far below the newest entry a late one may appear.
  private static final int BACK = 64;

  private final RouteLedger ledger;
  private final Duration pause;
  private final Set<Long> seen = new HashSet<>();
  private long newest = -1;
  private volatile long answeredAt;
  private volatile boolean answered;
  private volatile Optional<Thread> thread = Optional.empty();

  /// Will look into `ledger`.
  ///
  /// @param pause the time from one look to the next
  public RouteWatch(RouteLedger ledger, Duration pause) {
    this.ledger = ledger;
    this.pause = pause;
  }

  /// Looks from now on, and tells `listener` whose hosts have changed, and when it may have missed
  /// some.
  public void start(RouteChanges.Listener listener) {
    thread = Optional.of(Thread.ofVirtual().name("route-watch").start(() -> run(listener)));
  }

  /// Tells whether every change up to a moment ago has been heard of.
  public boolean isSure() {
    return answered && System.nanoTime() - answeredAt < 2 * pause.toNanos();
  }

  /// Stops looking.
  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
  }

  private void run(RouteChanges.Listener listener) {
    while (!Thread.currentThread().isInterrupted()) {
      long asked = System.nanoTime();
      try {
        look(listener);
        answeredAt = asked;
        answered = true;
      } catch (RuntimeException _) { // who asks for a route notices too, and says so
        answered = false;
        newest = -1;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    answered = false;
  }

  private void look(RouteChanges.Listener listener) {
    if (newest < 0) {
      newest = ledger.newest();
      ledger.after(newest - BACK).forEach(entry -> seen.add(entry.number()));
      listener.missed(); // what happened before this shows in whatever is asked from now on
      return;
    }
    for (var entry : ledger.after(newest - BACK)) {
      if (seen.add(entry.number())) {
        listener.changed(entry.project());
      }
      newest = Math.max(newest, entry.number());
    }
    seen.removeIf(number -> number <= newest - BACK);
  }
}
