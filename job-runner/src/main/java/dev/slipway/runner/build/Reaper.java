package dev.slipway.runner.build;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.slipway.core.job.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Removes what builds have left in the engine because their runners were killed: every container,
/// network and workspace of this platform whose claim is not live. Caches are kept.
public final class Reaper {

  private final Engine engine;
  private final String instance;

  /// @param instance the platform's own, as in [BuildScope]
  public Reaper(Engine engine, String instance) {
    this.engine = engine;
    this.instance = instance;
  }

  /// Removes what is left over.
  ///
  /// @param live gives the claims that are valid. It is asked after the engine: what a runner makes
  ///   later than that is not looked at, and what it made earlier has its claim among these.
  /// @throws EngineException if something could not be removed; the rest is
  public Reaped reap(Supplier<Set<Claim>> live) {
    var leftovers = list();
    var claims = live.get();
    leftovers.removeIf(thing -> claims.contains(thing.claim()));
    var reaped =
        new Reaped(
            names(leftovers, Kind.CONTAINER),
            names(leftovers, Kind.NETWORK),
            names(leftovers, Kind.VOLUME));
    try (var cleanup = new Cleanup()) {
      for (var kind : List.of(Kind.VOLUME, Kind.NETWORK, Kind.CONTAINER)) {
        leftovers.stream()
            .filter(thing -> thing.kind() == kind)
            .forEach(thing -> cleanup.add(() -> remove(thing)));
      }
    }
    return reaped;
  }

  private enum Kind {
    CONTAINER,
    NETWORK,
    VOLUME
  }

  private record Thing(Kind kind, String id, String name, Claim claim) {}

  private static List<String> names(List<Thing> things, Kind kind) {
    return things.stream().filter(thing -> thing.kind() == kind).map(Thing::name).toList();
  }

  private List<Thing> list() {
    var things = new ArrayList<Thing>();
    for (var container : containers()) {
      var name =
          List.of(container.getNames()).isEmpty() ? container.getId() : container.getNames()[0];
      add(
          things,
          Kind.CONTAINER,
          container.getId(),
          name.replaceFirst("^/", ""),
          container.getLabels());
    }
    for (var network : networks()) {
      add(things, Kind.NETWORK, network.getId(), network.getName(), network.getLabels());
    }
    var volumes =
        engine.call(
            Engine.LONG,
            "list the volumes",
            () -> engine.client().listVolumesCmd().withFilter("label", List.of(mine())).exec());
    for (var volume : Optional.ofNullable(volumes.getVolumes()).orElseGet(List::of)) {
      add(things, Kind.VOLUME, volume.getName(), volume.getName(), volume.getLabels());
    }
    return things;
  }

  private static void add(
      List<Thing> things, Kind kind, String id, String name, Map<String, String> labels) {
    BuildScope.claimOf(labels).ifPresent(claim -> things.add(new Thing(kind, id, name, claim)));
  }

  private List<Container> containers() {
    return engine.call(
        Engine.LONG,
        "list the containers",
        () ->
            engine
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(mine()))
                .exec());
  }

  private List<Network> networks() {
    return engine.call(
        Engine.LONG,
        "list the networks",
        () -> engine.client().listNetworksCmd().withFilter("label", List.of(mine())).exec());
  }

  private String mine() {
    return BuildScope.INSTANCE + "=" + instance;
  }

  private void remove(Thing thing) {
    var client = engine.client();
    switch (thing.kind()) {
      case CONTAINER ->
          engine.remove(
              "remove the container " + thing.name(),
              () ->
                  client
                      .removeContainerCmd(thing.id())
                      .withForce(true)
                      .withRemoveVolumes(true)
                      .exec());
      case NETWORK ->
          engine.remove(
              "remove the network " + thing.name(),
              () -> client.removeNetworkCmd(thing.id()).exec());
      case VOLUME ->
          engine.remove(
              "remove the volume " + thing.name(), () -> client.removeVolumeCmd(thing.id()).exec());
    }
  }
}
