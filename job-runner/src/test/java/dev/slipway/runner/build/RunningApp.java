package dev.slipway.runner.build;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The image of an app, loaded into the real engine and running as hardened as can be, until it is
/// closed.
public final class RunningApp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ExposedPort PORT = ExposedPort.tcp(8080);

  private final Engine engine = Engine.connect(Engine.address(System.getenv()));
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String name = "slipway-app-test-" + UUID.randomUUID();
  private final String image;
  private final InspectImageResponse loaded;
  private final URI root;

  /// @param tar of the image
  /// @param image the id that it should have then
  public RunningApp(Path tar, String image) throws IOException {
    this.image = image;
    try (var in = Files.newInputStream(tar)) {
      engine.client().loadImageCmd(in).exec();
    }
    this.loaded = engine.client().inspectImageCmd(image).exec();
    try {
      this.root = started();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private URI started() {
    engine
        .client()
        .createContainerCmd(image)
        .withName(name)
        .withLabels(Map.of("dev.slipway.test", "app"))
        .withExposedPorts(PORT)
        .withHostConfig(
            HostConfig.newHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(256L << 20)
                .withPidsLimit(100L)
                .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), PORT)))
        .exec();
    engine.client().startContainerCmd(name).exec();
    var ports = engine.client().inspectContainerCmd(name).exec().getNetworkSettings().getPorts();
    return URI.create(
        "http://127.0.0.1:" + requireNonNull(ports.getBindings().get(PORT))[0].getHostPortSpec());
  }

  /// Returns what it answers to a GET of `path`, once it answers.
  public String get(String path) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the container ended", () -> !isRunning())
        .ignoreException(UncheckedIOException.class)
        .until(() -> body(path), body -> !body.isEmpty());
  }

  private boolean isRunning() {
    return Boolean.TRUE.equals(
        engine.client().inspectContainerCmd(name).exec().getState().getRunning());
  }

  private String body(String path) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the id that the engine gives it.
  public String id() {
    return requireNonNull(loaded.getId());
  }

  public String user() {
    return requireNonNull(config().getUser());
  }

  public List<String> command() {
    return List.of(requireNonNull(config().getCmd()));
  }

  public List<String> environment() {
    return List.of(requireNonNull(config().getEnv()));
  }

  public Map<String, String> labels() {
    return requireNonNull(config().getLabels());
  }

  private ContainerConfig config() {
    return requireNonNull(loaded.getConfig());
  }

  @Override
  public void close() {
    try {
      engine.client().removeContainerCmd(name).withForce(true).exec();
    } catch (NotFoundException e) {
      // it was never made
    }
    engine.client().removeImageCmd(image).withForce(true).exec();
    engine.close();
    http.close();
  }
}
