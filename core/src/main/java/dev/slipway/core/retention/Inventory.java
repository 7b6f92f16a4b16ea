package dev.slipway.core.retention;

import java.time.Instant;
import java.util.List;

/// What a store really has of one kind, to look through and to take away from. Nobody is asked
/// whether something is needed: who removes has made sure.
public interface Inventory<K> {

  /// Returns all that it has.
  List<Stored<K>> list();

  /// Removes the thing `id`; it is gone when this returns, if it was there.
  void remove(K id);

  /// Removes what writers that died have left half-written before `instant`, and returns how much.
  int removeParts(Instant instant);
}
