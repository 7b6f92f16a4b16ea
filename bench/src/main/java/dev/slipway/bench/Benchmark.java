package dev.slipway.bench;

import java.io.IOException;
import java.io.PrintStream;

/// A measurement that anyone can repeat with `./dev bench NAME`.
interface Benchmark {

  /// Measures, telling `out` what it does, and returns what it found.
  Figures run(PrintStream out) throws IOException, InterruptedException;
}
