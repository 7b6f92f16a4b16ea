package dev.slipway.runner.build;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import dev.slipway.runner.log.BuildLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The container of one build, with the network and the workspace that are its own.
final class Sandbox {

  private static final int BRIDGE_DIGITS = 11; // an interface's name has at most 15 characters
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CI",
          "true",
          "NODE_ENV",
          "production",
          "npm_config_cache",
          Hardening.CACHE + "/npm",
          "npm_config_update_notifier",
          "false",
          "npm_config_fund",
          "false",
          "npm_config_audit",
          "false",
          "YARN_CACHE_FOLDER",
          Hardening.CACHE + "/yarn",
          "BUN_INSTALL_CACHE_DIR",
          Hardening.CACHE + "/bun",
          "COREPACK_HOME",
          Hardening.CACHE + "/corepack",
          "XDG_CACHE_HOME",
          Hardening.CACHE + "/xdg");

  private final Engine engine;
  private final BuildRequest request;
  private final Optional<String> runtime;
  private final String name;
  private Optional<OpenDoor> door = Optional.empty();
  private final String marker = ".slipway-source-" + UUID.randomUUID();

  private boolean cacheGivenUp;

  /// @param runtime what the engine runs it by; empty for its usual one
  Sandbox(Engine engine, BuildRequest request, Optional<String> runtime) {
    this.engine = engine;
    this.request = request;
    this.runtime = runtime;
    this.name = request.scope().name();
  }

  /// Makes the workspace and, if it is not there, the cache. Tells whether the kernel limits them.
  boolean createVolumes() {
    var scope = request.scope();
    var quota = new Quota(engine);
    long limit = request.limits().diskBytes();
    if (keepsCache()) {
      caches().create(scope.cache(), limit);
    } else {
      quota.create(scope.cacheVolume(), scope.labels(), limit);
    }
    return quota.create(name, scope.labels(), limit);
  }

  private boolean keepsCache() {
    return request.scope().cache().trust().keepsCache();
  }

  private CacheVolumes caches() {
    return new CacheVolumes(engine, request.scope().instance());
  }

  /// Has the cache removed at the end, because it is too large.
  void giveUpCache() {
    cacheGivenUp = true;
  }

  /// Removes the cache if nobody else is to have it, or if it was given up. Where another build has
  /// it, it stays until that ends.
  void removeCache() {
    if (!keepsCache()) {
      removeVolume(request.scope().cacheVolume());
    } else if (cacheGivenUp) {
      caches().remove(request.scope().cache());
    }
  }

  void removeWorkspace() {
    removeVolume(name);
  }

  private void removeVolume(String volume) {
    engine.remove(
        "remove the volume " + volume, () -> engine.client().removeVolumeCmd(volume).exec());
  }

  /// Makes a network whose bridge is called `slw-…`, for rules of a firewall to match.
  void createNetwork() {
    var bridge = "slw-" + UUID.randomUUID().toString().replace("-", "").substring(0, BRIDGE_DIGITS);
    try {
      engine.call(
          Engine.LONG,
          "create the network " + name,
          () ->
              engine
                  .client()
                  .createNetworkCmd()
                  .withName(name)
                  .withDriver("bridge")
                  .withCheckDuplicate(true)
                  .withLabels(request.scope().labels())
                  .withOptions(
                      Map.of(
                          "com.docker.network.bridge.enable_icc",
                          "false",
                          "com.docker.network.bridge.name",
                          bridge))
                  .exec());
    } catch (EngineException e) {
      throw new EngineException(
          e.what(),
          "An engine has about 30 networks unless default-address-pools in its daemon.json gives it"
              + " more. docker network ls shows them; docker network prune removes the unused.",
          e.getCause());
    }
  }

  /// Opens a port that the build knocks at before its commands run; `reached` is run if it comes
  /// in.
  void openDoor(Runnable reached) {
    door = gateway().flatMap(address -> OpenDoor.at(address, reached));
  }

  private Optional<String> gateway() {
    var network =
        engine.call(
            Engine.SHORT,
            "look at the network " + name,
            () -> engine.client().inspectNetworkCmd().withNetworkId(name).exec());
    return Optional.ofNullable(network.getIpam()).map(Network.Ipam::getConfig).stream()
        .flatMap(List::stream)
        .map(config -> Optional.ofNullable(config.getGateway()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  void closeDoor() {
    door.ifPresent(OpenDoor::close);
  }

  void removeNetwork() {
    engine.remove(
        "remove the network " + name, () -> engine.client().removeNetworkCmd(name).exec());
  }

  void createContainer() {
    engine.call(
        Engine.LONG,
        "create the container %s from the image %s (%s)"
            .formatted(name, request.image().name(), request.image().id()),
        () -> create().exec());
  }

  private CreateContainerCmd create() {
    return engine
        .client()
        .createContainerCmd(request.image().id())
        .withName(name)
        .withHostName("build")
        .withLabels(request.scope().labels())
        .withUser(Hardening.USER)
        .withWorkingDir(Hardening.WORKSPACE)
        .withEnv(environment())
        .withEntrypoint("sh", "-c", Script.BUILD.text(), "build.sh")
        .withCmd(arguments())
        .withHostConfig(hostConfig());
  }

  private HostConfig hostConfig() {
    var usual = Hardening.build(request, name);
    return runtime.map(usual::withRuntime).orElse(usual);
  }

  private List<String> environment() {
    var all = new HashMap<>(ENVIRONMENT);
    all.putAll(request.environment());
    all.put("HOME", "/tmp/home");
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }

  private List<String> arguments() {
    var arguments = new ArrayList<String>();
    arguments.add(marker);
    arguments.add(door.map(OpenDoor::address).orElse(""));
    arguments.add(request.folder());
    arguments.add(keepsCache() ? String.join(":", request.caches()) : "");
    arguments.add(Integer.toString(request.steps().size()));
    for (var step : request.steps()) {
      arguments.addAll(Script.arguments(step, request.folder()));
    }
    arguments.addAll(request.candidates());
    return arguments;
  }

  void removeContainer() {
    engine.removeContainer(name);
  }

  void copySource() throws InterruptedException {
    new SourceCopy(engine, name).run(request.source(), marker);
  }

  /// Starts the build: what it writes goes to `log`, how it ends to `endings`. Returns what follows
  /// its output.
  Following<Frame> start(BuildLog log, Consumer<Ending> endings) throws InterruptedException {
    // The engine's attach gives only what comes after it, and hangs once the container has ended.
    var output = new Following<Frame>(frame -> write(frame, log), failure -> {});
    engine
        .client()
        .attachContainerCmd(name)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(output);
    output.awaitBegin(Engine.SHORT, "read from the container " + name);
    engine.run(
        Engine.LONG,
        "start the container " + name,
        () -> engine.client().startContainerCmd(name).exec());
    engine
        .client()
        .waitContainerCmd(name)
        .exec(
            new Following<WaitResponse>(
                answer -> endings.accept(new Ending.Exited(answer.getStatusCode())),
                failure -> endings.accept(new Ending.Lost(lost(failure)))));
    return output;
  }

  private static void write(Frame frame, BuildLog log) {
    if (frame.getStreamType() == StreamType.STDERR) {
      log.err(frame.getPayload());
    } else {
      log.out(frame.getPayload());
    }
  }

  private EngineException lost(Optional<Throwable> failure) {
    return Deadline.failure(
        "learn how the container " + name + " ended",
        failure.orElseGet(() -> new IOException("the connection ended")));
  }

  /// Opens a folder of the workspace as a tar, as the engine reads it.
  InputStream open(String folder) {
    var path = Hardening.WORKSPACE + "/" + request.folder() + "/" + folder + "/.";
    return ArchiveStream.open(engine, name, path);
  }
}
