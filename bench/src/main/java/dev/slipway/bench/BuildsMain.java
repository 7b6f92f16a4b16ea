package dev.slipway.bench;

import dev.slipway.bench.builds.Sample;
import dev.slipway.bench.builds.Trial;
import dev.slipway.bench.builds.Trials;
import dev.slipway.bench.server.Folders;
import dev.slipway.process.log.LogSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Deploys a real project of every framework to a real `slipway up`, visits each with a browser,
/// and prints a table. Exit code 1 if one failed, 64 when it was called wrongly.
public final class BuildsMain {

  private static final int FAILED = 1;
  private static final int USAGE = 64;

  private BuildsMain() {}

  /// Runs it from the command line.
  @SuppressWarnings("SystemOut") // what it prints is what it is for
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LogSettings.toStandardError();
    System.exit(run(List.of(arguments), System.out));
  }

  /// Deploys the samples that `names` name, all if there are none, and returns its exit code.
  public static int run(List<String> names, PrintStream out)
      throws IOException, InterruptedException {
    var samples =
        names.isEmpty()
            ? Sample.ALL
            : names.stream().flatMap(name -> Sample.named(name).stream()).toList();
    if (samples.size() < names.size()) {
      out.println(
          "usage: ./dev builds [NAME …], with NAME one of "
              + Sample.ALL.stream().map(Sample::name).toList());
      return USAGE;
    }
    var folder = Files.createTempDirectory("slipway-builds");
    try (var slipway =
        SlipwayProcess.start(folder.resolve("data"), folder.resolve("log"), Map.of())) {
      var trial = new Trial(projects(), slipway.data().artifacts(), folder.resolve("trials"));
      var fine =
          Trials.run(
              samples,
              trial,
              name -> BenchProject.add(slipway, name, folder.resolve(name + ".git")),
              out);
      return fine ? 0 : FAILED;
    } finally {
      Folders.remove(folder);
    }
  }

  /// Returns where `setup/sample-projects` makes them.
  static Path projects() {
    return Path.of(System.getProperty("slipway.home", "..")).resolve("bench/target/projects");
  }
}
