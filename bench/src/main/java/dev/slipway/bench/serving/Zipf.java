package dev.slipway.bench.serving;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Ranks that are drawn as popularity has it: the chance of the rank `r`, counted from 0, is
/// proportional to `1 / (r + 1)^exponent`.
final class Zipf {

  private final double[] upTo;

  /// @param ranks how many there are
  Zipf(int ranks, double exponent) {
    upTo = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1 / Math.pow(rank + 1, exponent);
      upTo[rank] = sum;
    }
  }

  /// Draws a rank.
  int next(RandomGenerator random) {
    return at(random.nextDouble());
  }

  /// Returns the rank below which `share` of all draws are.
  int at(double share) {
    int found = Arrays.binarySearch(upTo, share * upTo[upTo.length - 1]);
    return Math.min(found < 0 ? -found - 1 : found + 1, upTo.length - 1);
  }
}
