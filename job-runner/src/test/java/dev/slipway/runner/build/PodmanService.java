package dev.slipway.runner.build;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Podman as a service that speaks Docker's API, run by root, with all that is its own in a folder.
final class PodmanService implements AutoCloseable {

  private final Path folder;
  private final Process process;

  /// @param options of podman itself
  PodmanService(Path folder, List<String> options) throws IOException {
    this.folder = folder;
    var command = command(options);
    command.addAll(List.of("system", "service", "--time", "0", address().toString()));
    this.process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  /// Connects to it, as soon as it answers.
  Engine connect() {
    var connected = new AtomicReference<Engine>();
    await("podman answers; setup/test-machine installs it")
        .atMost(Duration.ofSeconds(60))
        .ignoreException(EngineException.class)
        .untilAsserted(() -> connected.set(Engine.connect(address())));
    return connected.get();
  }

  private List<String> command(List<String> options) {
    var command = new ArrayList<>(List.of("podman"));
    command.addAll(List.of("--root", folder.resolve("root").toString()));
    command.addAll(List.of("--runroot", folder.resolve("run").toString()));
    command.addAll(List.of("--tmpdir", folder.resolve("tmp").toString()));
    command.addAll(List.of("--network-config-dir", folder.resolve("networks").toString()));
    command.addAll(List.of("--cgroup-manager", "cgroupfs", "--events-backend", "file"));
    command.addAll(List.of("--storage-driver", "vfs"));
    command.addAll(options);
    return command;
  }

  private URI address() {
    return URI.create("unix://" + folder.resolve("socket"));
  }

  /// Ends it; what it has made must have been removed.
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(10, SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
