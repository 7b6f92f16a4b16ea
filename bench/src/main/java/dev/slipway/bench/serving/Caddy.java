package dev.slipway.bench.serving;

import dev.slipway.cli.machine.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's Caddy, with what it takes to serve a folder for each host and nothing else.
final class Caddy {

  private static final String PROGRAM = "/usr/bin/caddy";

  private Caddy() {}

  /// Starts one that serves the folders of `corpus`, with its own files in the new `folder`.
  static WebServer start(Path folder, Corpus corpus, Cores cores)
      throws IOException, InterruptedException {
    int port = FreePort.any();
    Files.createDirectories(folder);
    var file = folder.resolve("Caddyfile");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("@PORT@", Integer.toString(port))
            .replace("@ROOT@", corpus.folders().toString()));
    var command =
        cores.server(
            List.of(PROGRAM, "run", "--config", file.toString(), "--adapter", "caddyfile"));
    // It keeps certificates and the like below its home.
    var variables = Map.of("HOME", folder.toString());
    return WebServer.start("Caddy", port, command, variables, folder.resolve("log"));
  }

  private static final String CONFIGURATION =
      """
      {
        admin off
        auto_https off
      }
      http://:@PORT@ {
        bind 127.0.0.1
        root * @ROOT@/{host}
        file_server {
          precompressed br gzip
        }
      }
      """;
}
