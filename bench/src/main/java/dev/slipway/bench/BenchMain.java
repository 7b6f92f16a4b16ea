package dev.slipway.bench;

import dev.slipway.bench.serving.Scale;
import dev.slipway.process.log.LogSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/// Runs one benchmark by its name.
public final class BenchMain {

  private static final int USAGE = 64;

  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "builds",
              new BuildsBench(BuildsBench.Scale.WHOLE),
              "builds --smoke",
              new BuildsBench(BuildsBench.Scale.SMOKE),
              "jobs",
              new JobsBench(),
              "main-job",
              new MainJobBench(),
              "rules",
              new RulesBench(),
              "serving",
              new ServingBench(Scale.WHOLE),
              "serving --smoke",
              new ServingBench(Scale.SMOKE)));

  private BenchMain() {}

  /// Runs the benchmark that the arguments name, and ends with its line of figures.
  @SuppressWarnings("SystemOut") // what it prints is what it is for
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LogSettings.toStandardError();
    PrintStream out = System.out;
    var benchmark = BENCHMARKS.get(String.join(" ", arguments));
    if (benchmark == null) {
      out.println("usage: ./dev bench NAME, with NAME one of " + BENCHMARKS.keySet());
      System.exit(USAGE);
      return;
    }
    var figures = benchmark.run(out);
    out.println(arguments[0] + ": " + figures.line());
    System.exit(0);
  }
}
