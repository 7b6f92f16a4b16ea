package dev.slipway.bench.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How long each of many things took, and all of them together. Not thread-safe.
public final class Latencies {

  private static final double NANOS_OF_SECOND = 1e9;
  private static final double NANOS_OF_MILLI = 1e6;
  private static final double MOST = 0.99;

  private final List<Long> nanos = new ArrayList<>();
  private long took;

  void add(long took) {
    nanos.add(took);
  }

  void add(Latencies others) {
    nanos.addAll(others.nanos);
  }

  /// Adds how long it took to do those that were added last, all together.
  void took(long moreNanos) {
    took += moreNanos;
  }

  /// Returns how many there were in a second.
  public double rate() {
    return nanos.size() / (took / NANOS_OF_SECOND);
  }

  /// Returns within how many milliseconds 99 of 100 were done.
  public double p99() {
    var sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    int index = (int) Math.ceil(sorted.size() * MOST) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(index, 0)) / NANOS_OF_MILLI;
  }
}
