package dev.slipway.bench.serving;

import dev.slipway.cli.machine.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a server in Java that does nothing needless reaches here, as an entrant: see [FloorMain].
final class Floor {

  /// What it is called in tables.
  static final String NAME = "(floor)";

  private Floor() {}

  /// Starts one that answers from the artifacts of `corpus`; `log` takes what it says.
  static WebServer start(Path log, Corpus corpus, Cores cores) throws InterruptedException {
    int port = FreePort.any();
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            FloorMain.class.getName(),
            Integer.toString(port),
            corpus.folder().toString());
    return WebServer.start(NAME, port, cores.server(command), Map.of(), log);
  }
}
