package dev.slipway.site.host;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;

/// What was known of a host at a time. Thread-safe.
final class Known {

  /// The time of what has to be asked for again.
  static final long FORGOTTEN = Long.MIN_VALUE;

  private final HostLabel label;
  private final Route route;
  private final long sinceMillis;
  private volatile boolean replaced;

  /// Of `label` it was known that it serves `route`.
  ///
  /// @param sinceMillis when, by the clock, or [#FORGOTTEN]
  Known(HostLabel label, Route route, long sinceMillis) {
    this.label = label;
    this.route = route;
    this.sinceMillis = sinceMillis;
  }

  HostLabel label() {
    return label;
  }

  Route route() {
    return route;
  }

  /// Tells whether it is younger than `millis`; a clock that was set back makes it old.
  boolean isFresh(long now, long millis) {
    return !isForgotten() && now >= sinceMillis && now - sinceMillis < millis;
  }

  /// Returns the same, of so long ago that it has to be asked for again.
  Known stale() {
    return new Known(label, route, FORGOTTEN);
  }

  /// Tells whether it has to be asked for again.
  boolean isForgotten() {
    return sinceMillis == FORGOTTEN;
  }

  /// Tells whether it may be served when nothing newer can be had. That a host was unknown may not:
  /// it may have become one since.
  boolean lasts() {
    return !(route instanceof Route.Unknown);
  }

  /// Notes that it is not what is known any more.
  void replace() {
    replaced = true;
  }

  boolean isReplaced() {
    return replaced;
  }
}
