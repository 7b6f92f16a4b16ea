package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.slipway.artifact.image.BaseLayer;
import dev.slipway.artifact.image.ImageFacts;
import dev.slipway.artifact.image.ImageWriter;
import dev.slipway.artifact.image.WrittenImage;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.ProjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The portable image of an artifact, loaded into the engine and running as hardened as can be,
/// until it is closed.
final class RunningImage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String container = "slipway-image-test-" + UUID.randomUUID();
  private final WrittenImage image;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI root;

  RunningImage(Path artifact, Path folder) throws InterruptedException {
    this.image = written(artifact, folder);
    docker("load", "--input", image.file().toString());
    docker(
        "run",
        "--detach",
        "--name",
        container,
        "--label",
        "dev.slipway.test=image",
        "--read-only",
        "--cap-drop",
        "ALL",
        "--security-opt",
        "no-new-privileges",
        "--memory",
        "64m",
        "--pids-limit",
        "20",
        "--publish",
        "127.0.0.1::8080",
        image.id().toString());
    var address = docker("port", container, "8080/tcp").lines().findFirst().orElseThrow();
    this.root = URI.create("http://" + address.strip());
    try {
      awaitAnswer();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static WrittenImage written(Path artifact, Path folder) throws InterruptedException {
    var facts =
        new ImageFacts(
            new ProjectName("lighthouse"),
            new ShortId("a1b2c3d4e5"),
            new ArtifactDigest("5".repeat(64)),
            Optional.of("https://git.example/ada/lighthouse"));
    return ImageWriter.write(artifact, base(), facts, folder);
  }

  /// Returns the base layer that `setup/image-base` makes.
  static BaseLayer base() {
    var caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return BaseLayer.in(caches.resolve("slipway/image-base/layer"))
        .orElseThrow(() -> new AssertionError("there is no base of images: run setup/image-base"));
  }

  /// Runs the docker command, and returns what it said.
  static String docker(String... arguments) throws InterruptedException {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /// Runs a command of the host to its end, which must be a good one.
  static String run(List<String> command) throws InterruptedException {
    try {
      var output = Files.createTempFile("command", ".txt");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        var said = Files.readString(output, UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new AssertionError(command + " failed: " + said);
        }
        return said;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WrittenImage image() {
    return image;
  }

  /// Returns what the image answers to `request`.
  HttpResponse<byte[]> answer(AskedFor request, String... fields) throws InterruptedException {
    var query = request.query().isEmpty() ? "" : "?" + request.query();
    var builder =
        HttpRequest.newBuilder(URI.create(root + request.path() + query))
            .timeout(PATIENCE)
            .method(request.method(), HttpRequest.BodyPublishers.noBody());
    if (fields.length > 0) {
      builder.headers(fields);
    }
    return send(builder.build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the container ended", () -> !isRunning())
        .ignoreException(UncheckedIOException.class)
        .until(() -> send(HttpRequest.newBuilder(root).timeout(PATIENCE).build()).statusCode() > 0);
  }

  private boolean isRunning() throws InterruptedException {
    return docker("inspect", "--format", "{{.State.Running}}", container).strip().equals("true");
  }

  /// Stops it as an engine does, and returns how it ended.
  int stop() throws InterruptedException {
    docker("stop", "--time", "10", container);
    return Integer.parseInt(
        docker("inspect", "--format", "{{.State.ExitCode}}", container).strip());
  }

  /// Returns what it said while it ran.
  String log() throws InterruptedException {
    return docker("logs", container);
  }

  @Override
  public void close() {
    try {
      docker("rm", "--force", container);
      docker("image", "rm", "--force", image.id().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      http.close();
    }
  }
}
