package dev.slipway.store.tables;

import dev.slipway.core.retention.Inventory;
import dev.slipway.core.retention.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A store in memory, which lets something happen whenever a cleaning has looked at it.
final class MemoryInventory<K> implements Inventory<K> {

  private final Map<K, Stored<K>> things = new LinkedHashMap<>();
  private final Clock clock;
  private final Runnable meanwhile;

  MemoryInventory(Clock clock, Runnable meanwhile) {
    this.clock = clock;
    this.meanwhile = meanwhile;
  }

  /// Keeps what is there already as it is, as stores do.
  void put(K id, long bytes) {
    things.putIfAbsent(id, new Stored<>(id, bytes, clock.instant()));
  }

  boolean has(K id) {
    return things.containsKey(id);
  }

  @Override
  public List<Stored<K>> list() {
    var list = List.copyOf(things.values());
    meanwhile.run();
    return list;
  }

  @Override
  public void remove(K id) {
    meanwhile.run();
    things.remove(id);
    meanwhile.run();
  }

  @Override
  public int removeParts(Instant instant) {
    return 0;
  }
}
