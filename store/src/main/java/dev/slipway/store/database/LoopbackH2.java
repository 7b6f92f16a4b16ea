package dev.slipway.store.database;

import dev.slipway.store.failure.StoreException;
import org.h2.engine.SysProperties;

/// Makes the servers of H2 listen on the loopback interface only.
///
/// H2 reads the property once, when its classes are loaded; so every class of ours that could be
/// the first to load them prepares it first.
final class LoopbackH2 {

  private static final String PROPERTY = "h2.bindAddress";
  private static final String LOOPBACK = "127.0.0.1";

  private LoopbackH2() {}

  /// Sets the property.
  static void prepare() {
    System.setProperty(PROPERTY, LOOPBACK);
  }

  /// Checks that H2 took it over.
  ///
  /// @throws StoreException if something had loaded H2 before
  static void verify() {
    if (!LOOPBACK.equals(SysProperties.BIND_ADDRESS)) {
      throw new StoreException(
          "H2 would listen on every interface: its classes were loaded before "
              + PROPERTY
              + " was set. Start Java with -D"
              + PROPERTY
              + "="
              + LOOPBACK);
    }
  }
}
