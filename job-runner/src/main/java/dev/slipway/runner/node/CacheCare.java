package dev.slipway.runner.node;

import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.BuilderImage;
import dev.slipway.runner.build.CacheVolume;
import dev.slipway.runner.build.CacheVolumes;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Keeps the caches of a node within their budget: measures those that were used, and removes those
/// that no build begins with any more and, past the budget, the longest unused. One that a build
/// has is never removed: the engine refuses that.
public final class CacheCare {

  private static final Logger LOG = System.getLogger(CacheCare.class.getName());

  /// A build that began so long ago may still write.
  private static final Duration STILL_WRITTEN = Duration.ofHours(1);

  private final BuildCaches caches;
  private final CacheBudget budget;
  private final Place place;
  private final Clock clock;

  /// Where the caches are.
  ///
  /// @param node what the machine is called
  /// @param instance the platform's own name, as the volumes have it
  /// @param image the name of an image that has the programs to measure them
  public record Place(String node, String instance, String image) {}

  public CacheCare(BuildCaches caches, CacheBudget budget, Place place, Clock clock) {
    this.caches = caches;
    this.budget = budget;
    this.place = place;
    this.clock = clock;
  }

  /// Does it. What can't be done is logged, and done the next time.
  void run(Engine engine) {
    try {
      run(new CacheVolumes(engine, place.instance()), engine);
    } catch (EngineException | StoreException e) {
      LOG.log(Level.WARNING, "Could not look after the caches of builds: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(CacheVolumes volumes, Engine engine) throws InterruptedException {
    var there = Set.copyOf(volumes.list());
    var known = known(there);
    measure(known, volumes, engine);
    var measured = known(there);
    for (var cache : budget.excess(measured, epochs(measured))) {
      remove(cache, volumes);
    }
  }

  /// Makes the records those of the caches that are really there, and returns them.
  private List<CacheUse> known(Set<CacheVolume> there) {
    var recorded = caches.on(place.node());
    recorded.stream()
        .filter(Predicate.not(use -> there.contains(volume(use))))
        .filter(this::isSettled)
        .forEach(caches::removed);
    var names = recorded.stream().map(CacheCare::volume).collect(Collectors.toSet());
    there.stream().filter(Predicate.not(names::contains)).forEach(this::recordUse);
    return caches.on(place.node()).stream().filter(use -> there.contains(volume(use))).toList();
  }

  private void recordUse(CacheVolume volume) {
    try {
      caches.used(place.node(), volume.project(), volume.trust(), volume.epoch());
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "The cache {0} can''t be looked after; if its project is gone, remove it (docker volume rm):"
              + " {1}",
          volume.name(),
          e.getMessage());
    }
  }

  /// A use is recorded before the volume is made.
  private boolean isSettled(CacheUse use) {
    return use.usedAt().isBefore(lately());
  }

  private Instant lately() {
    return clock.instant().minus(STILL_WRITTEN);
  }

  private void measure(List<CacheUse> known, CacheVolumes volumes, Engine engine)
      throws InterruptedException {
    var due =
        known.stream()
            .filter(use -> use.bytes().isEmpty() || use.usedAt().isAfter(lately()))
            .collect(Collectors.toMap(CacheCare::volume, use -> use));
    var image = engine.imageId(place.image());
    if (due.isEmpty() || image.isEmpty()) {
      return; // without an image nothing is built either
    }
    var sizes =
        volumes.measure(List.copyOf(due.keySet()), new BuilderImage(place.image(), image.get()));
    sizes.forEach((volume, bytes) -> {
      var use = due.get(volume);
      if (use != null) {
        caches.measured(use, bytes);
      }
    });
  }

  private Map<ProjectId, Integer> epochs(List<CacheUse> known) {
    var epochs = new HashMap<ProjectId, Integer>();
    known.forEach(use -> epochs.computeIfAbsent(use.project(), caches::epoch));
    return epochs;
  }

  private void remove(CacheUse use, CacheVolumes volumes) {
    if (!volumes.remove(volume(use))) {
      return; // a build has it
    }
    caches.removed(use);
    LOG.log(
        Level.INFO,
        "Removed the cache of project={0} trust={1} bytes={2}, last used at {3}: only production has one,"
            + " and caches may hold {4} bytes of one project and {5} of all",
        use.project().value(),
        use.trust().word(),
        use.bytes().map(String::valueOf).orElse("unknown"),
        use.usedAt(),
        Long.toString(budget.projectBytes()),
        Long.toString(budget.nodeBytes()));
  }

  private static CacheVolume volume(CacheUse use) {
    return new CacheVolume(use.project(), use.trust(), use.epoch());
  }
}
