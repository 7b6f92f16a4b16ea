package dev.slipway.bench;

import dev.slipway.bench.serving.Scale;
import dev.slipway.bench.serving.ServingRace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Serving: our static server next to nginx and Caddy, with the same thousand sites.
final class ServingBench implements Benchmark {

  /// What is told first, in this order.
  private static final List<String> FIRST =
      List.of("mix", "caddy", "cpu", "p99", "k1", "k10", "k100", "m5", "rss");

  private final Scale scale;

  ServingBench(Scale scale) {
    this.scale = scale;
  }

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    var clone = Path.of(System.getProperty("slipway.home", ".")).toAbsolutePath().normalize();
    var found = new ServingRace(clone, scale, out).run();
    var figures = new Figures();
    FIRST.forEach(key -> figures.add(key, Objects.requireNonNull(found.get(key), key)));
    found.forEach((key, value) -> {
      if (!FIRST.contains(key)) {
        figures.add(key, value);
      }
    });
    return figures;
  }
}
