package dev.slipway.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a benchmark found, in the order in which it is told. Not thread-safe.
final class Figures {

  private final Map<String, String> values = new LinkedHashMap<>();

  /// Adds a number with two digits behind the point.
  Figures add(String key, double value) {
    values.put(key, String.format(Locale.ROOT, "%.2f", value));
    return this;
  }

  /// Adds a whole number.
  Figures add(String key, long value) {
    values.put(key, Long.toString(value));
    return this;
  }

  /// Returns the line of `key=value` pairs.
  String line() {
    return values.entrySet().stream()
        .map(figure -> figure.getKey() + "=" + figure.getValue())
        .collect(Collectors.joining(" "));
  }

  /// Returns the median of `values`, the upper one of two.
  static long median(long... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
