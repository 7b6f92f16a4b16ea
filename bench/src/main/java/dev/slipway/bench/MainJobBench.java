package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.server.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The main job: how long from a push to a link and how much of that is Slipway's own, how soon a
/// runner has its job, what the embedded profile needs when it is idle, and how soon a canceled
/// build is over.
///
/// Everything is read off a real `slipway up`: its API, and its process in `/proc`.
final class MainJobBench implements Benchmark {

  private static final int BUILDS = 4;
  private static final int STARTS = 10;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ENDLESS =
      """
      {"scripts": {"build": "node -e \\"setInterval(()=>console.log('tick'),100)\\""}}
      """;

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-bench");
    var figures = new Figures();
    try (var slipway =
        SlipwayProcess.start(folder.resolve("data"), folder.resolve("log"), Map.of())) {
      out.println("Measuring a real slipway up in " + folder);
      idle(slipway, figures, out);
      starts(slipway, folder, figures, out);
      builds(slipway, folder, figures, out);
      cancel(slipway, folder, figures, out);
    }
    Folders.remove(folder);
    return figures;
  }

  private static void idle(SlipwayProcess slipway, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
    long resident = Memory.of(slipway.pid());
    out.println("Idle: " + resident + " MB resident");
    figures.add("idle_rss_mb", resident);
  }

  /// From the push of a site without a build to its runner's claim, the start of a process
  /// included.
  private static void starts(SlipwayProcess slipway, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var site = folder.resolve("plain");
    Files.createDirectories(site);
    var project = BenchProject.add(slipway, "plain", folder.resolve("plain.git"));
    var claimed = new long[STARTS];
    var ready = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      Files.writeString(site.resolve("index.html"), "<p>" + i + "</p>");
      var end = project.push(site, PATIENCE);
      claimed[i] = BenchProject.between(end, "createdAt", "startedAt");
      ready[i] = BenchProject.between(end, "createdAt", "finishedAt");
      out.printf("Plain %d: claimed after %d ms, ready after %d ms%n", i, claimed[i], ready[i]);
    }
    figures.add("claimed_ms", Figures.median(claimed)).add("plain_ms", Figures.median(ready));
  }

  private static void builds(SlipwayProcess slipway, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var example = Path.of(System.getProperty("slipway.home", ".")).resolve("examples/vite");
    var project = BenchProject.add(slipway, "vite", folder.resolve("vite.git"));
    var warm = new long[BUILDS - 1];
    var own = new long[BUILDS - 1];
    for (int i = 0; i < BUILDS; i++) {
      var end = project.push(example, PATIENCE);
      long total = BenchProject.between(end, "createdAt", "finishedAt");
      out.printf("Vite %d: %d ms; %s%n", i, total, end.path("reason").path("what").asText());
      if (i == 0) {
        figures.add("vite_cold_s", total / 1000.0);
      } else {
        warm[i - 1] = total;
        own[i - 1] = total - named(end);
      }
    }
    long median = Figures.median(warm);
    figures
        .add("vite_warm_s", median / 1000.0)
        .add("own_s", Figures.median(own) / 1000.0)
        .add("own_share", (double) Figures.median(own) / median);
  }

  private static void cancel(SlipwayProcess slipway, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var site = folder.resolve("endless");
    Files.createDirectories(site);
    Files.writeString(site.resolve("package.json"), ENDLESS);
    var project = BenchProject.add(slipway, "endless", folder.resolve("endless.git"));
    var pushed = project.pushOnly(site);
    project.awaitLog(pushed, "tick", PATIENCE);
    long start = System.nanoTime();
    project.cancel(pushed);
    project.awaitEnd(pushed, PATIENCE);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    out.println("Canceled: over after " + took + " ms");
    figures.add("cancel_ms", took);
  }

  /// Returns how much of the time was checkout, install and build, in milliseconds.
  private static long named(JsonNode end) {
    var summary = end.path("reason").path("what").asText();
    double named = 0;
    for (var step : new String[] {"checkout", "install", "build"}) {
      var match = Pattern.compile(step + " ([0-9.]+) s").matcher(summary);
      named += match.find() ? Double.parseDouble(match.group(1)) : 0;
    }
    return Math.round(named * 1000);
  }
}
