package dev.slipway.core.job;

/// Makes a runner start, soon. A hint: a ring may get lost, so what rings also looks at the queue
/// from time to time.
public interface Doorbell {

  /// Rings. Returns at once, and never throws.
  void ring();
}
