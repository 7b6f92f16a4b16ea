package dev.slipway.runner.build;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a platform has in the engine: its containers, networks and volumes, caches included.
public final class Remains implements AutoCloseable {

  private final Engine engine = Engine.connect(Engine.address(System.getenv()));
  private final String instance;

  public Remains(String instance) {
    this.instance = instance;
  }

  /// Returns the names of the containers that run.
  public List<String> running() {
    return engine.client().listContainersCmd().withLabelFilter(mine()).exec().stream()
        .map(container -> String.join(",", container.getNames()))
        .toList();
  }

  /// Returns the names of all but the caches.
  public List<String> names() {
    var client = engine.client();
    return Stream.of(
            client.listContainersCmd().withShowAll(true).withLabelFilter(mine()).exec().stream()
                .map(container -> "container " + List.of(container.getNames())),
            client.listNetworksCmd().withFilter("label", mine()).exec().stream()
                .map(network -> "network " + network.getName()),
            volumes().stream()
                .filter(volume -> !volume.startsWith("slipway-cache-"))
                .map(volume -> "volume " + volume))
        .flatMap(things -> things)
        .toList();
  }

  private List<String> volumes() {
    var found = engine.client().listVolumesCmd().withFilter("label", mine()).exec().getVolumes();
    return found == null ? List.of() : found.stream().map(volume -> volume.getName()).toList();
  }

  private List<String> mine() {
    return List.of(BuildScope.INSTANCE + "=" + instance);
  }

  /// Removes all of it, with the caches.
  @Override
  public void close() {
    new Reaper(engine, instance).reap(Set::of);
    volumes().forEach(volume -> engine.client().removeVolumeCmd(volume).exec());
    engine.close();
  }
}
