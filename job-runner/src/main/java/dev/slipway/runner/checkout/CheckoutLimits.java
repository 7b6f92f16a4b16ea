package dev.slipway.runner.checkout;

import dev.slipway.runner.checkout.tree.TreeLimits;
import java.time.Duration;

/// How much a checkout may take.
///
/// @param fetched how many bytes may be fetched, and lie on the disk for it
/// @param time how long it may take, whatever the other side does
public record CheckoutLimits(long fetched, TreeLimits tree, Duration time) {

  /// What a project may take that says nothing else: 512 MiB, 5 minutes.
  public static final CheckoutLimits USUAL =
      new CheckoutLimits(512L << 20, TreeLimits.USUAL, Duration.ofMinutes(5));
}
