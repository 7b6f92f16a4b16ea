package dev.slipway.bench.builds;

import java.util.List;

/// What came of one sample: what is told about it, or what was wrong.
sealed interface Row {

  /// It was deployed twice and visited, and nothing was wrong.
  record Fine(Sample sample, String versions, Weight weight, long coldMillis, long warmMillis)
      implements Row {}

  /// It was not, or a visitor's browser complained.
  record Wrong(Sample sample, List<String> why) implements Row {}
}
