package dev.slipway.runner.job;

import java.time.Duration;

/// How a claim is kept.
///
/// @param length how long a claim lasts that nobody renews, and for how long a write is made again
///   while the database is away
/// @param beat the time between two renewals
record Pulse(Duration length, Duration beat) {

  static final Pulse USUAL = new Pulse(Lease.LENGTH, Duration.ofMillis(500));
}
