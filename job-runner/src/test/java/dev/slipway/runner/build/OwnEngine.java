package dev.slipway.runner.build;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A container engine of a test's own, with all that it keeps in a file system of its own, which is
/// a sparse file. It has a network and mounts of its own too, so that nothing is left of these when
/// it has ended. Needs root.
final class OwnEngine implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String START =
      """
      mount -o loop "$1/disk" "$1/data" && ip link set lo up &&
      exec dockerd --data-root "$1/data" --exec-root "$1/exec" --pidfile "$1/pid" --host "unix://$1/sock"
      """;

  private final Path folder;
  private final Process process;

  /// @param bytes how large its disk is
  /// @param files how many files that has room for
  OwnEngine(Path folder, long bytes, int files) throws IOException, InterruptedException {
    this.folder = folder;
    var disk = folder.resolve("disk");
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(bytes);
    }
    run("mkfs.ext4", "-q", "-m", "0", "-N", Integer.toString(files), disk.toString());
    if (!folder.resolve("data").toFile().mkdir()) {
      throw new IOException(folder + " is not empty");
    }
    process = start("unshare", "--net", "--mount", "sh", "-c", START, "sh", folder.toString());
  }

  /// Connects to it, as soon as it answers.
  Engine connect() {
    return await("the engine answers; setup/engine installs it")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .failFast("the engine ended", () -> !process.isAlive())
        .ignoreException(EngineException.class)
        .until(
            () -> Engine.connect(URI.create("unix://" + folder.resolve("sock"))), engine -> true);
  }

  /// Returns how many bytes its disk has left.
  long free() {
    return new File("/proc/" + process.pid() + "/root" + folder + "/data").getUsableSpace();
  }

  private void run(String... command) throws IOException, InterruptedException {
    var started = start(command);
    if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || started.exitValue() != 0) {
      throw new IOException(command[0] + " failed; what it said is in " + folder.resolve("log"));
    }
  }

  private Process start(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
