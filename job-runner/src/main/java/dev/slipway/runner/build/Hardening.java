package dev.slipway.runner.build;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What containers of untrusted code may do: as little as builds can do with.
///
/// No capabilities and no way to get any, the engine's own filter of system calls, a root that
/// can't be written, no memory beyond the limit, no mount of the host. The engine keeps no log: its
/// only copy is ours, in which secrets can be masked, and it can't fill the engine's disk.
final class Hardening {

  static final String WORKSPACE = "/workspace";
  static final String CACHE = "/cache";
  private static final String PACKAGES = "/packages";
  static final String USER = "1000:1000";

  private static final long OPEN_FILES = 16_384;

  /// Of all processes of the container's user on the machine, so far above what one build may have;
  /// Podman would otherwise ask for more than it may give.
  private static final long PROCESSES_OF_USER = 16_384;

  private static final int KILLED_BEFORE_OTHERS = 500;
  private static final long WATCH_MEMORY = 64L << 20;
  private static final long WATCH_PROCESSES = 16;
  private static final double NANO = 1e9;

  private Hardening() {}

  /// Returns the settings of the container in which repository code runs.
  static HostConfig build(BuildRequest request, String network) {
    var limits = request.limits();
    return locked(limits.memoryBytes(), limits.processes())
        .withCapDrop(Capability.ALL)
        .withNanoCPUs((long) (limits.cpus() * NANO))
        .withOomScoreAdj(KILLED_BEFORE_OTHERS)
        // The swc compiler unpacks a library there and loads it, so it must not be noexec.
        .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + limits.tmpBytes()))
        .withUlimits(
            List.of(
                new Ulimit("nofile", OPEN_FILES, OPEN_FILES),
                new Ulimit("core", 0L, 0L),
                new Ulimit("nproc", PROCESSES_OF_USER, PROCESSES_OF_USER),
                new Ulimit("fsize", limits.diskBytes(), limits.diskBytes())))
        .withNetworkMode(network)
        .withBinds(
            new Bind(request.scope().name(), new Volume(WORKSPACE)),
            new Bind(request.scope().cacheVolume(), new Volume(CACHE)));
  }

  /// Returns the settings of the container that measures what a build has written. It runs nothing
  /// of a repository; to read every folder is the one capability that it has.
  static HostConfig watch(BuildScope scope) {
    return aside()
        .withCapAdd(Capability.DAC_READ_SEARCH)
        .withBinds(
            new Bind(scope.name(), new Volume(WORKSPACE), AccessMode.ro),
            new Bind(scope.cacheVolume(), new Volume(CACHE), AccessMode.ro));
  }

  /// Returns the settings of the container that copies packages from the cache `packages`, which it
  /// can only read, to that of the build. It runs nothing of a repository, and no network reaches
  /// it.
  static HostConfig copy(BuildRequest request, CacheVolume packages) {
    var scope = request.scope();
    // An engine makes what it is to mount if that has just been removed; so others still know it.
    var labels = new VolumeOptions().withLabels(packages.labels(scope.instance()));
    var from = mount(packages.name(), PACKAGES).withReadOnly(true).withVolumeOptions(labels);
    return aside().withMounts(List.of(from, mount(scope.cacheVolume(), CACHE)));
  }

  private static Mount mount(String volume, String path) {
    return new Mount().withType(MountType.VOLUME).withSource(volume).withTarget(path);
  }

  /// Returns the settings of the container that measures `volumes`, which it has below `/caches`.
  static HostConfig measure(List<String> volumes) {
    var binds =
        IntStream.range(0, volumes.size())
            .mapToObj(number ->
                new Bind(volumes.get(number), new Volume("/caches/" + number), AccessMode.ro))
            .toList();
    return aside().withCapAdd(Capability.DAC_READ_SEARCH).withBinds(binds);
  }

  /// What is beside a build and runs nothing of a repository needs little.
  private static HostConfig aside() {
    return locked(WATCH_MEMORY, WATCH_PROCESSES)
        .withCapDrop(Capability.ALL)
        .withUlimits(
            List.of(
                new Ulimit("nofile", OPEN_FILES, OPEN_FILES),
                new Ulimit("nproc", PROCESSES_OF_USER, PROCESSES_OF_USER)))
        .withNetworkMode("none");
  }

  private static HostConfig locked(long memory, long processes) {
    return HostConfig.newHostConfig()
        .withSecurityOpts(List.of("no-new-privileges"))
        .withReadonlyRootfs(true)
        .withMemory(memory)
        .withMemorySwap(memory)
        .withPidsLimit(processes)
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
        .withInit(true);
  }
}
