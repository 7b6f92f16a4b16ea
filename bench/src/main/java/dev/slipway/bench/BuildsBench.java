package dev.slipway.bench;

import dev.slipway.bench.builds.ByHand;
import dev.slipway.bench.builds.PackSpeed;
import dev.slipway.bench.builds.SourceCopy;
import dev.slipway.bench.builds.Stages;
import dev.slipway.bench.server.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds: how long from a push to a link, against the same install and build commands run by hand
/// in the same image with the same limits, in turns; where our own time goes; and how fast outputs
/// are packed.
final class BuildsBench implements Benchmark {

  private static final List<String> SAMPLES = List.of("vite-react", "eleventy", "vitepress");
  private static final int COLD = 2;
  private static final int WARM = 3;
  private static final int PACKINGS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-bench");
    var figures = new Figures();
    try (var slipway =
        SlipwayProcess.start(folder.resolve("data"), folder.resolve("log"), Map.of())) {
      for (var sample : SAMPLES) {
        race(slipway, sample, folder, figures, out);
      }
      packing(slipway.data().artifacts(), folder, figures, out);
    } finally {
      Folders.remove(folder);
    }
    return figures;
  }

  private static void race(
      SlipwayProcess slipway, String sample, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var copy = SourceCopy.of(BuildsMain.projects().resolve(sample), folder.resolve(sample));
    var cold = new Turns(COLD);
    var warm = new Turns(WARM);
    for (int turn = 0; turn < COLD; turn++) {
      var name = sample + "-" + turn;
      var project = BenchProject.add(slipway, name, folder.resolve(name + ".git"));
      var ours = push(project, copy, "cold " + turn, out);
      try (var hand = new ByHand(slipway.instance() + "-" + name, ours.commands())) {
        cold.add(ours, hand.run(copy.folder()));
        out.println(sample + " cold: " + cold.last());
        for (int i = 0; turn == COLD - 1 && i < WARM; i++) {
          warm.add(push(project, copy, "warm " + i, out), hand.run(copy.folder()));
          out.println(sample + " warm: " + warm.last());
        }
      }
    }
    var key = sample.replace('-', '_');
    figures.add(key + "_cold_s", cold.ours() / 1000.0).add(key + "_cold_ratio", cold.ratio());
    figures.add(key + "_warm_s", warm.ours() / 1000.0).add(key + "_warm_ratio", warm.ratio());
    warm.shares().forEach((stage, share) -> figures.add(key + "_" + stage + "_share", share));
  }

  /// Pushes, and follows the log meanwhile.
  private static Turns.Ours push(
      BenchProject project, SourceCopy copy, String change, PrintStream out)
      throws IOException, InterruptedException {
    copy.change(change);
    var stages = new Stages(Clock.systemUTC());
    var pushed = project.pushOnly(copy.folder());
    try (var log = project.slipway().api().follow(pushed)) {
      log.each(stages::take);
    }
    var end = project.awaitEnd(pushed, PATIENCE);
    if (!end.path("state").asText().equals("ready")) {
      throw new IllegalStateException("not ready: " + end.path("reason"));
    }
    out.println("  " + end.path("reason").path("what").asText());
    return new Turns.Ours(project.pushToLink(end), stages.of(end), stages.commands());
  }

  private static void packing(Path artifacts, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var speed = new PackSpeed(Files.createDirectories(folder.resolve("packing")));
    var kinds = new LinkedHashMap<String, Path>();
    kinds.put("pack_mb_s", speed.corpus(artifacts, true));
    kinds.put("pack_plain_mb_s", speed.corpus(artifacts, false));
    for (var kind : kinds.entrySet()) {
      speed.megabytesPerSecond(kind.getValue()); // the first is the compiler's
      double best = 0;
      for (int i = 0; i < PACKINGS; i++) {
        double now = speed.megabytesPerSecond(kind.getValue());
        out.printf("%s: %.1f%n", kind.getKey(), now);
        best = Math.max(best, now);
      }
      figures.add(kind.getKey(), best);
    }
  }
}
