package dev.slipway.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How one of our programs is started as a child of this process, on its Java and class path, with
/// the options of a program that is to start soon and stay small.
///
/// @param main the name of its class
/// @param log the file that its messages are appended to
public record JavaProgram(String main, Path log) {

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// What of this process's environment it gets too. Nothing that changes how a program runs.
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "LANG", "DOCKER_HOST", "TZ");

  /// Starts it with `arguments`.
  ///
  /// @param variables its environment
  public Process start(Map<String, String> variables, String... arguments) {
    return start(JAVA_OPTIONS, variables, arguments);
  }

  /// Starts it with the options of Java's own choice, for what runs long and is measured.
  public Process startOptimised(Map<String, String> variables, String... arguments) {
    return start(
        List.of("-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"),
        variables,
        arguments);
  }

  private Process start(List<String> options, Map<String, String> variables, String... arguments) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(options);
    argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    argv.addAll(List.of(arguments));
    var builder = new ProcessBuilder(argv);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(variables);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't start " + main, e);
    }
  }
}
