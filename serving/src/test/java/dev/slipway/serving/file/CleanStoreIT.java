package dev.slipway.serving.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.serving.testing.SmallSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A portable image where no engine has ever seen any of its layers.
final class CleanStoreIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void isTakenWholeByAnEngineThatHasNothing() throws IOException, InterruptedException {
    var tar = new SmallSite("index.html", "app.js").pack(folder);
    var image = RunningImage.written(tar, folder);

    try (var engine = new Engine(Files.createDirectory(folder.resolve("engine")))) {
      assertThat(engine.docker("image", "ls", "--quiet")).isBlank();

      engine.docker("load", "--input", image.file().toString());

      assertThat(engine.docker("image", "ls", "--quiet", "--no-trunc").strip())
          .isEqualTo(image.id().toString());
      assertThat(
              engine
                  .docker(
                      "image",
                      "inspect",
                      "--format",
                      "{{len .RootFS.Layers}} {{.Os}}",
                      image.id().toString())
                  .strip())
          .isEqualTo("2 linux");
    }
  }

  @Test
  void isRefusedByItOnceALayerWasChanged() throws IOException, InterruptedException {
    var image = RunningImage.written(new SmallSite("index.html").pack(folder), folder);
    var bytes = Files.readAllBytes(image.file());
    bytes[bytes.length - 12_000] ^= 1; // within the last layer
    var changed = Files.write(folder.resolve("changed.tar"), bytes);

    try (var engine = new Engine(Files.createDirectory(folder.resolve("engine")))) {
      assertThatThrownBy(() -> engine.docker("load", "--input", changed.toString()))
          .isInstanceOf(AssertionError.class);
      assertThat(engine.docker("image", "ls", "--quiet")).isBlank();
    }
  }

  @Test
  void isTakenByPodmanToo() throws InterruptedException {
    var image = RunningImage.written(new SmallSite("index.html").pack(folder), folder);
    var podman =
        List.of(
            "podman",
            "--root",
            folder.resolve("podman").toString(),
            "--runroot",
            folder.resolve("podman-run").toString(),
            "--storage-driver",
            "vfs");

    RunningImage.run(with(podman, "load", "--input", image.file().toString()));

    var known = RunningImage.run(with(podman, "image", "ls", "--no-trunc", "--format", "{{.ID}}"));
    assertThat(known.strip()).isEqualTo(image.id().toString());
    RunningImage.run(with(podman, "image", "rm", "--force", image.id().hex()));
  }

  private static List<String> with(List<String> command, String... more) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  /// A container engine of its own, in a folder.
  private static final class Engine implements AutoCloseable {

    private final Process process;
    private final String address;

    Engine(Path folder) {
      this.address = "unix://" + folder.resolve("sock");
      try {
        this.process =
            new ProcessBuilder(
                    // An engine without a bridge removes that of any other in its network.
                    "unshare",
                    "--net",
                    "dockerd",
                    "--data-root",
                    folder.resolve("data").toString(),
                    "--exec-root",
                    folder.resolve("exec").toString(),
                    "--pidfile",
                    folder.resolve("pid").toString(),
                    "--host",
                    address,
                    "--bridge",
                    "none",
                    "--iptables=false")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException("is docker.io installed? run setup/engine", e);
      }
      awaitAnswer();
    }

    private void awaitAnswer() {
      try {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .failFast("the engine ended", () -> !process.isAlive())
            .ignoreException(AssertionError.class)
            .until(() -> !docker("version").isEmpty());
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    String docker(String... arguments) throws InterruptedException {
      return RunningImage.run(with(List.of("docker", "--host", address), arguments));
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
