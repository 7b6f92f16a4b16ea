package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The `slipway` command as a person types it, in a folder of theirs.
final class Launcher {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private Launcher() {}

  /// Returns what `slipway arguments…` prints, which must end well.
  static String run(Path folder, String... arguments) throws IOException, InterruptedException {
    var command = new String[arguments.length + 1];
    command[0] = Path.of("..", "slipway").toRealPath().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Tool.run(folder, PATIENCE, command);
  }
}
