package dev.slipway.bench.machine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Slipway's Debian package, built of what Maven has built.
public record DebianPackage(Path file) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Path NO_INPUT = Path.of("/dev/null");

  /// Builds it, or takes the one that was built of the same before.
  ///
  /// @param clone the folder of Slipway's sources
  public static DebianPackage build(Path clone) throws InterruptedException {
    return built(List.of(script(clone)));
  }

  /// Builds one of another version.
  public static DebianPackage build(Path clone, String version) throws InterruptedException {
    return built(List.of(script(clone), "--version", version));
  }

  private static String script(Path clone) {
    return clone.resolve("package").resolve("build").toString();
  }

  private static DebianPackage built(List<String> command) throws InterruptedException {
    var lines = Tool.run(PATIENCE, NO_INPUT, command).orThrow().lines().toList();
    return new DebianPackage(Path.of(lines.getLast()));
  }
}
