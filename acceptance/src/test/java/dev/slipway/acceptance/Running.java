package dev.slipway.acceptance;

import dev.slipway.bench.SlipwayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Starts a real Slipway for a test.
final class Running {

  private Running() {}

  /// Starts one with its data and messages below `folder`.
  static SlipwayProcess in(Path folder) throws IOException, InterruptedException {
    return in(folder, Map.of());
  }

  /// Starts one that `settings` are given to.
  static SlipwayProcess in(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    return SlipwayProcess.start(folder.resolve("data"), folder.resolve("slipway.log"), settings);
  }
}
