package dev.slipway.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real browser without a window.
final class Chromium {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Chromium() {}

  /// Returns the document of `page` after its scripts have had two seconds of their own time.
  static String documentOf(URI page, Path folder) throws IOException, InterruptedException {
    var profile = Files.createTempDirectory(folder, "profile");
    var command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--virtual-time-budget=2000",
                "--user-data-dir=" + profile,
                "--dump-dom"));
    command.add(page.toString());
    return Tool.run(folder, PATIENCE, command.toArray(String[]::new));
  }
}
