package dev.slipway.store.remote;

import java.time.Duration;

/// How long things may take that depend on another machine.
///
/// @param waiting how long somebody waits for an artifact that is fetched; it goes on without them
/// @param fetch how long one may take to be fetched
/// @param pause how long nothing is asked again after it failed
public record Patience(Duration waiting, Duration fetch, Duration pause) {

  /// Suits visitors: ten seconds, five minutes and one second.
  public static final Patience USUAL =
      new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(1));
}
