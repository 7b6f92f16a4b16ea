package dev.slipway.receiver.dashboard;

import java.util.Locale;

/// Sizes as people say them.
final class Sizes {

  private static final long KILO = 1000;

  private Sizes() {}

  static String written(long bytes) {
    return bytes < KILO * KILO
        ? bytes / KILO + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KILO * KILO));
  }
}
