package dev.slipway.cli.embedded;

import dev.slipway.core.job.RunnerName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a runner is started as a child process: the same Java and class path as this process, the
/// collector and compiler that start fastest, and settings by its environment alone.
///
/// @param settings the `SLIPWAY_…` variables that every runner gets
/// @param log the file that a runner's own messages are appended to; this process's standard error
///   if it is empty
record RunnerCommand(Map<String, String> settings, Optional<Path> log) implements RunnerLauncher {

  private static final String MAIN = "dev.slipway.runner.RunnerMain";

  /// What of this process's environment a runner gets too. Nothing that changes how a program runs.
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "LANG", "DOCKER_HOST", "TZ");

  RunnerCommand {
    settings = Map.copyOf(settings);
  }

  @Override
  public ProcessBuilder takeOneJob(RunnerName runner) {
    var builder = process();
    builder.environment().put("SLIPWAY_RUNNER", runner.value());
    return builder;
  }

  @Override
  public ProcessBuilder reap() {
    var builder = process("reap");
    builder.environment().put("SLIPWAY_RUNNER", "reaper");
    return builder;
  }

  private ProcessBuilder process(String... arguments) {
    var builder = new ProcessBuilder(argv(arguments));
    var inherited = new HashMap<>(builder.environment());
    builder.environment().clear();
    for (String name : INHERITED) {
      if (inherited.containsKey(name)) {
        builder.environment().put(name, inherited.get(name));
      }
    }
    builder.environment().putAll(settings);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(
        log.map(file -> ProcessBuilder.Redirect.appendTo(file.toFile()))
            .orElse(ProcessBuilder.Redirect.INHERIT));
    return builder;
  }

  private static List<String> argv(String... arguments) {
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
    argv.addAll(List.of(arguments));
    return argv;
  }
}
