package dev.slipway.runner.build;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The caches of one platform in an engine.
public final class CacheVolumes {

  private static final Duration MEASURING = Duration.ofMinutes(5);
  private static final Pattern MEASURE = Pattern.compile("([0-9]{1,4}) ([0-9]{1,15})");
  private static final String MEASURING_LABEL = "dev.slipway.measures";
  private static final String ROOT = "0:0";
  private static final int AT_ONCE = 64;
  private static final long KIB = 1 << 10;

  private final Engine engine;
  private final String instance;

  /// @param instance the platform's own, as in [BuildScope]
  public CacheVolumes(Engine engine, String instance) {
    this.engine = engine;
    this.instance = instance;
  }

  /// Returns all that there are.
  public List<CacheVolume> list() {
    var mine = List.of(BuildScope.INSTANCE + "=" + instance);
    var volumes =
        engine.call(
            Engine.LONG,
            "list the volumes",
            () -> engine.client().listVolumesCmd().withFilter("label", mine).exec());
    return Optional.ofNullable(volumes.getVolumes()).orElseGet(List::of).stream()
        .flatMap(volume ->
            CacheVolume.of(volume.getLabels())
                .filter(cache -> cache.name().equals(volume.getName()))
                .stream())
        .toList();
  }

  /// Tells whether `cache` is there.
  boolean has(CacheVolume cache) {
    return engine.call(
        Engine.SHORT,
        "look at the volume " + cache.name(),
        () -> {
          try {
            engine.client().inspectVolumeCmd(cache.name()).exec();
            return true;
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  /// Makes `cache` if it is not there, to hold so many bytes at most where the engine can see to
  /// it.
  public void create(CacheVolume cache, long bytes) {
    new Quota(engine).create(cache.name(), cache.labels(instance), bytes);
  }

  /// Removes `cache`, and tells whether it is gone: one that a build has is not removed.
  public boolean remove(CacheVolume cache) {
    return engine.call(
        Engine.LONG,
        "remove the volume " + cache.name(),
        () -> {
          try {
            engine.client().removeVolumeCmd(cache.name()).exec();
            return true;
          } catch (NotFoundException e) {
            return true; // the aim is reached
          } catch (ConflictException e) {
            return false;
          }
        });
  }

  /// Returns how many bytes each of `caches` holds, as a container sees it that can only read them.
  /// What can't be measured in time is left out.
  ///
  /// @param image what has the programs for it: a builder image
  public Map<CacheVolume, Long> measure(List<CacheVolume> caches, BuilderImage image)
      throws InterruptedException {
    removeLeftovers();
    var sizes = new HashMap<CacheVolume, Long>();
    for (int begin = 0; begin < caches.size(); begin += AT_ONCE) {
      int end = Math.min(begin + AT_ONCE, caches.size());
      sizes.putAll(measureAtOnce(caches.subList(begin, end), image));
    }
    return sizes;
  }

  private Map<CacheVolume, Long> measureAtOnce(List<CacheVolume> caches, BuilderImage image)
      throws InterruptedException {
    var said =
        new Aside(
                "slipway-measure-" + UUID.randomUUID(),
                Map.of(BuildScope.INSTANCE, instance, MEASURING_LABEL, "true"),
                image,
                ROOT,
                Script.SIZES,
                List.of(Integer.toString(caches.size())),
                Hardening.measure(caches.stream().map(CacheVolume::name).toList()))
            .run(engine, MEASURING);
    return sizes(said.text(), caches);
  }

  /// Removes the containers of those who were killed while they measured: with one that has it, no
  /// cache can be removed.
  private void removeLeftovers() {
    var left =
        engine.call(
            Engine.LONG,
            "list the containers",
            () ->
                engine
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withStatusFilter(List.of("created", "exited", "dead"))
                    .withLabelFilter(List.of(BuildScope.INSTANCE + "=" + instance, MEASURING_LABEL))
                    .exec());
    left.forEach(container -> engine.removeContainer(container.getId()));
  }

  static Map<CacheVolume, Long> sizes(String text, List<CacheVolume> caches) {
    return text.lines()
        .map(MEASURE::matcher)
        .filter(match -> match.matches() && Integer.parseInt(match.group(1)) < caches.size())
        .collect(
            Collectors.toMap(
                match -> caches.get(Integer.parseInt(match.group(1))),
                match -> Long.parseLong(match.group(2)) * KIB,
                (one, other) -> other));
  }
}
