package dev.slipway.process.log;

import java.util.logging.LogManager;

/// A log manager that can outlast the beginning of the shutdown: the usual one closes all handlers
/// then, beside the shutdown hooks, so that what a hook does or fails to do would never be read.
///
/// Public because the virtual machine makes it.
public final class LastingLogs extends LogManager {

  private volatile boolean lasting;

  /// Makes `reset` do nothing from now on.
  void last() {
    lasting = true;
  }

  @Override
  public void reset() {
    if (!lasting) {
      super.reset();
    }
  }
}
