package dev.slipway.bench;

import dev.slipway.bench.builds.PackSpeed;
import dev.slipway.bench.builds.Stages;
import dev.slipway.bench.server.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Builds: how long from a push to a link, against the same install and build commands run by hand
/// in the same image with the same limits; where our own time goes; how soon something is ready
/// that was built before; and how fast outputs are packed.
final class BuildsBench implements Benchmark {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final double MILLI = 1e-3;

  private final Scale scale;

  /// How much is measured.
  ///
  /// @param samples which projects, what is told of our own time being that of the first
  /// @param cold how often each is built with empty caches
  /// @param warm how often with those of the build before
  /// @param again how often something is deployed that was built before
  /// @param packings how often an output is packed
  /// @param packed how many bytes that has
  record Scale(List<String> samples, int cold, int warm, int again, int packings, long packed) {

    /// What takes some minutes and can be relied upon.
    static final Scale WHOLE =
        new Scale(List.of("vite-react", "eleventy", "vitepress"), 3, 3, 7, 4, 100_000_000);

    /// What shows in a few seconds that all of it works.
    static final Scale SMOKE = new Scale(List.of("eleventy"), 1, 1, 1, 2, 1_000_000);
  }

  BuildsBench(Scale scale) {
    this.scale = scale;
  }

  @Override
  public Figures run(PrintStream out) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("slipway-bench");
    var figures = new Figures();
    var table = new StageTable();
    try (var slipway =
        SlipwayProcess.start(folder.resolve("data"), folder.resolve("log"), Map.of())) {
      var projects = new ArrayList<BenchProject>();
      for (var sample : scale.samples()) {
        projects.add(race(new BuildRace(slipway, sample, folder, out), sample, figures, table));
      }
      var again = again(projects.getFirst(), folder.resolve("log"));
      table.add("again", again);
      table.print(out);
      tell(again, figures);
      packing(slipway.data().artifacts(), folder, figures, out);
    } finally {
      Folders.remove(folder);
    }
    return figures;
  }

  private BenchProject race(BuildRace race, String sample, Figures figures, StageTable table)
      throws IOException, InterruptedException {
    var project = race.run(scale.cold(), scale.warm());
    var key = sample.replace('-', '_');
    figures.add("cold_" + key, race.cold().ratio()).add("warm_" + key, race.warm().ratio());
    figures.add("cold_" + key + "_s", race.cold().ours() * MILLI);
    figures.add("warm_" + key + "_s", race.warm().ours() * MILLI);
    if (sample.equals(scale.samples().getFirst())) {
      figures.add("own_ms", race.warm().own());
    }
    table.add(sample + " cold", race.cold().stages());
    table.add(sample + " warm", race.warm().stages());
    return project;
  }

  /// Deploys the same again and again, each when the runner before is gone.
  private List<Stages> again(BenchProject project, Path log) throws InterruptedException {
    var stages = new ArrayList<Stages>();
    for (int i = 0; i < scale.again(); i++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      var end = project.awaitReady(project.redeploy(), PATIENCE);
      if (!end.path("reason").path("code").asText().equals("reused")) {
        throw new IllegalStateException("built again: " + end.path("reason"));
      }
      stages.add(Stages.of(end, log));
    }
    return stages;
  }

  private static void tell(List<Stages> again, Figures figures) {
    figures
        .add("reuse_ms", Figures.median(again.stream().mapToLong(Stages::all).toArray()))
        .add(
            "reuse_process_ms", Figures.median(again.stream().mapToLong(Stages::process).toArray()))
        .add(
            "reuse_claimed_ms",
            Figures.median(again.stream().mapToLong(Stages::claimed).toArray()));
  }

  private void packing(Path artifacts, Path folder, Figures figures, PrintStream out)
      throws IOException, InterruptedException {
    var packing = Files.createDirectory(folder.resolve("packing"));
    var speed = PackSpeed.of(artifacts, packing, scale.packed());
    figures.add(
        "pack_mb_s", median("as they are", speed.megabytesPerSecond(false, scale.packings()), out));
    figures.add(
        "pack_br_mb_s",
        median("precompressed", speed.megabytesPerSecond(true, scale.packings()), out));
  }

  private static double median(String how, double[] speeds, PrintStream out) {
    out.println("Files packed " + how + ", MB/s: " + Arrays.toString(speeds));
    Arrays.sort(speeds);
    return speeds[speeds.length / 2];
  }
}
