package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The containers that the engine has, asked of the engine itself.
final class Containers {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Containers() {}

  /// Returns the ids of the containers, running or ended, of the platform called `instance`.
  static List<String> of(String instance) throws IOException, InterruptedException {
    return Tool.run(
            Path.of("."),
            PATIENCE,
            "docker",
            "ps",
            "--all",
            "--quiet",
            "--filter",
            "label=dev.slipway.instance=" + instance)
        .lines()
        .toList();
  }
}
