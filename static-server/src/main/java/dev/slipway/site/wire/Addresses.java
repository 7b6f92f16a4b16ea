package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Counts the connections of each client address, and refuses those that are too many. Thread-safe.
final class Addresses {

  private static final System.Logger LOG = System.getLogger(Addresses.class.getName());

  private final int most;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();

  /// Lets `most` connections of an address in.
  Addresses(int most) {
    this.most = most;
  }

  /// Tells whether `address` may have one more; if so, it is to [#leave] afterwards.
  boolean enter(String address) {
    int count = counts.merge(address, 1, Integer::sum);
    if (count <= most) {
      return true;
    }
    leave(address);
    if (full.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "{0} has {1} connections: further ones get a 503 until it has fewer. If that is your"
              + " proxy, raise static.connections_per_address.",
          address,
          most);
    }
    return false;
  }

  /// Notes that `address` has one less.
  void leave(String address) {
    var left = counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    if ((left == null || left <= most / 2) && full.get()) {
      full.set(false);
    }
  }

  /// Returns how many addresses have connections.
  int count() {
    return counts.size();
  }
}
