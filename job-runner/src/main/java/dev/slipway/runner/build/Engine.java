package dev.slipway.runner.build;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The container engine, reached over its Unix socket. Thread-safe.
///
/// The transport has no deadline of its own on Unix sockets, so every call is made through
/// [#call(Duration, String, Supplier)] or one of its kind.
public final class Engine implements AutoCloseable {

  /// How long a call may take that only looks something up.
  static final Duration SHORT = Duration.ofSeconds(10);

  /// How long a call may take that makes, starts or removes something.
  static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration FIRST_ANSWER = Duration.ofMillis(1500);
  private static final String DEFAULT_ADDRESS = "unix:///var/run/docker.sock";
  private static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;
  private static final String START_IT =
      "Start it (systemctl start docker), or install it (apt-get install docker.io).";

  private final DockerClient client;
  private final EngineVersion version;

  private Engine(DockerClient client, EngineVersion version) {
    this.client = client;
    this.version = version;
  }

  /// Returns where the engine is according to `environment`: `DOCKER_HOST`, or the usual socket.
  public static URI address(Map<String, String> environment) {
    var named = environment.getOrDefault("DOCKER_HOST", "");
    return URI.create(named.isBlank() ? DEFAULT_ADDRESS : named);
  }

  /// Returns the engine that listens at `address`, a `unix:` URI. Takes less than two seconds also
  /// when there is none, and no time at all once the calling thread is interrupted.
  public static Engine connect(URI address) {
    requireSocket(address);
    var transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address)
            .connectionTimeout(FIRST_ANSWER)
            .build();
    try {
      var version = askVersion(address, transport);
      return new Engine(
          client(address, transport, oldest(RemoteApiVersion.parseConfig(version.api()))), version);
    } catch (EngineException e) {
      closeQuietly(transport, e);
      throw e;
    }
  }

  private static void requireSocket(URI address) {
    if (!"unix".equals(address.getScheme()) || address.getPath() == null) {
      throw new EngineException(
          "The container engine's address " + address + " is not one of a Unix socket.",
          "Set DOCKER_HOST to one, such as " + DEFAULT_ADDRESS + ".",
          null);
    }
    var socket = Path.of(address.getPath());
    if (!Files.exists(socket)) {
      throw new EngineException(
          "No container engine listens at " + socket + ": there is no such socket.",
          START_IT + " If it listens elsewhere, set DOCKER_HOST.",
          null);
    }
  }

  private static EngineVersion askVersion(URI address, DockerHttpClient transport) {
    var unpinned = client(address, transport, RemoteApiVersion.unknown());
    var what = "ask the container engine at " + address.getPath() + " for its version";
    try {
      var answer = Deadline.ask(FIRST_ANSWER, what, () -> unpinned.versionCmd().exec());
      return new EngineVersion(
          answer.getVersion() == null ? "unknown" : answer.getVersion(),
          answer.getApiVersion() == null ? NEWEST_KNOWN.getVersion() : answer.getApiVersion());
    } catch (EngineException e) {
      throw new EngineException(
          e.what(),
          START_IT + " Whoever runs this must be root or in the group of the socket.",
          e.getCause());
    }
  }

  private static RemoteApiVersion oldest(RemoteApiVersion offered) {
    return NEWEST_KNOWN.isGreater(offered) ? offered : NEWEST_KNOWN;
  }

  private static DockerClient client(
      URI address, DockerHttpClient transport, RemoteApiVersion version) {
    var configuration =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.toString())
            .withDockerTlsVerify(false)
            .withApiVersion(version)
            .build();
    return DockerClientImpl.getInstance(configuration, transport);
  }

  private static void closeQuietly(DockerHttpClient transport, EngineException because) {
    try {
      transport.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /// Returns what the engine said that it is when it was connected.
  public EngineVersion version() {
    return version;
  }

  /// Returns when the engine answers.
  ///
  /// @throws EngineException if it does not within two seconds
  public void ping() {
    call(
        FIRST_ANSWER,
        "reach the container engine",
        () -> {
          client.pingCmd().exec();
          return true;
        });
  }

  /// Returns the folder that the engine keeps images, containers and volumes in, on its own
  /// machine; empty if it does not say.
  public Optional<Path> folder() {
    var folder =
        call(
            SHORT,
            "ask the container engine for its folder",
            () -> Optional.ofNullable(client.infoCmd().exec().getDockerRootDir()));
    return folder.filter(path -> path.startsWith("/")).map(Path::of);
  }

  /// Returns the id of the image `name`, `sha256:…`, or empty if the engine has no such image.
  public Optional<String> imageId(String name) {
    return find(
            SHORT, "look for the image " + name, () -> client.inspectImageCmd(name).exec().getId())
        .map(id -> id);
  }

  /// Returns how the engine keeps the layers of images, such as `overlay2`; empty if it does not
  /// say.
  public Optional<String> driver() {
    return call(
        SHORT,
        "ask the container engine for its storage driver",
        () -> Optional.ofNullable(client.infoCmd().exec().getDriver()));
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection to the container engine did not close", e);
    }
  }

  /// Returns the client, every use of which belongs into one of the methods below.
  DockerClient client() {
    return client;
  }

  /// Makes a call to its end, even if the calling thread is interrupted meanwhile, so that nobody
  /// has to wonder whether what it makes is there. The thread is then still interrupted.
  ///
  /// @param limit how long it may take
  /// @param what what it does, to go on after "Could not"
  <T> T call(Duration limit, String what, Supplier<T> call) {
    return Deadline.call(limit, what, call);
  }

  /// Makes a call that changes something and returns nothing.
  void run(Duration limit, String what, Runnable call) {
    Deadline.call(
        limit,
        what,
        () -> {
          call.run();
          return true;
        });
  }

  /// Makes a call whose object may be missing.
  <T> Optional<T> find(Duration limit, String what, Supplier<T> call) {
    return Deadline.call(
        limit,
        what,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (NotFoundException e) {
            return Optional.<T>empty();
          }
        });
  }

  /// Removes the container `name` with what is in it, whether it runs or not; it may be gone
  /// already.
  void removeContainer(String name) {
    remove(
        "remove the container " + name,
        () -> client().removeContainerCmd(name).withForce(true).withRemoveVolumes(true).exec());
  }

  /// Makes a call that removes something; it may be gone already.
  void remove(String what, Runnable call) {
    run(
        LONG,
        what,
        () -> {
          try {
            call.run();
          } catch (NotFoundException e) {
            return; // the aim is reached
          }
        });
  }
}
