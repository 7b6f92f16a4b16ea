package dev.slipway.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A site in a Git repository whose commits differ in a page and in bytes that no compression makes
/// smaller.
final class Repository {

  private static final int NOISE_BYTES = 300 << 10;

  private final Path folder;

  Repository(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    git("init", "-q", "-b", "main");
  }

  RepositoryUrl url() {
    return RepositoryUrl.parse(folder.toString()).orElseThrow();
  }

  /// Commits a site that says `text`, on `branch`.
  void commit(String branch, String text) throws IOException, InterruptedException {
    git("checkout", "-q", "-B", branch);
    Files.writeString(folder.resolve("index.html"), page(text));
    byte[] noise = new byte[NOISE_BYTES];
    new Random(text.hashCode()).nextBytes(noise);
    Files.write(folder.resolve("noise.bin"), noise);
    git("add", "-A");
    git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-q", "-m", text);
  }

  /// Returns the page that says `text`.
  static String page(String text) {
    return "<h1>" + text + "</h1>";
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + said);
    }
  }
}
