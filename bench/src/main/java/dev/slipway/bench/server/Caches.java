package dev.slipway.bench.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The volumes that builds have kept for the next build of their project: nobody builds again for a
/// platform that was made to be measured or tested.
public final class Caches {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Caches() {}

  /// Removes those of the platform called `instance`. Where there is no engine there are none.
  public static void remove(String instance) throws InterruptedException {
    try {
      var names =
          docker(
              List.of(
                  "volume", "ls", "--quiet", "--filter", "label=dev.slipway.instance=" + instance));
      if (!names.isEmpty()) {
        var command = new ArrayList<>(List.of("volume", "rm"));
        command.addAll(names);
        docker(command);
      }
    } catch (IOException e) {
      System.getLogger(Caches.class.getName())
          .log(System.Logger.Level.DEBUG, "There is no docker command, so there are no caches", e);
    }
  }

  private static List<String> docker(List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines = process.inputReader()) {
      var printed = lines.lines().toList();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      return printed;
    }
  }
}
