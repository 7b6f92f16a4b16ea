package dev.slipway.store.redis;

import java.time.Duration;

/// How long nodes may be silent.
///
/// @param word after how long a word is taken over that a node got and did not act upon
/// @param look how often is looked for such words
/// @param node after how long a node without words is forgotten
record JobTimes(Duration word, Duration look, Duration node) {

  static final JobTimes USUAL =
      new JobTimes(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofDays(1));
}
