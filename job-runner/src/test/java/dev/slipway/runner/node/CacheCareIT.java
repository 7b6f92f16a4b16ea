package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.build.CacheVolume;
import dev.slipway.runner.build.CacheVolumes;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Looks after real volumes, of a platform of its own.
final class CacheCareIT {

  private static final String IMAGE = "slipway/builder-node:24";
  private static final CacheBudget TINY = new CacheBudget(1, 1);

  private final String instance = "test-" + UUID.randomUUID();
  private final Engine engine = connect();
  private final CacheVolumes volumes = new CacheVolumes(engine, instance);
  private final FakeCaches caches = new FakeCaches();
  private final ProjectId project = new ProjectId(UUID.randomUUID());

  @AfterEach
  void remove() {
    volumes.list().forEach(volumes::remove);
    engine.close();
  }

  @Test
  void keepsWhatFitsAndMeasuresIt() {
    var cache = used(Trust.PRODUCTION, 0);

    care(CacheBudget.USUAL);

    assertThat(volumes.list()).containsExactly(cache);
    assertThat(caches.on("build-1"))
        .singleElement()
        .satisfies(use -> assertThat(use.bytes()).isPresent());
  }

  @Test
  void removesTheLongestUnusedPastTheBudget() {
    used(Trust.PRODUCTION, 0);

    care(TINY);

    assertThat(volumes.list()).isEmpty();
    assertThat(caches.on("build-1")).isEmpty();
  }

  @Test
  void removesWhatWasCleared() {
    var cleared = used(Trust.PRODUCTION, 0);
    caches.clear(project);
    var fresh = used(Trust.PRODUCTION, 1);

    care(CacheBudget.USUAL);

    assertThat(volumes.list()).containsExactly(fresh).doesNotContain(cleared);
    assertThat(caches.on("build-1")).extracting(CacheUse::epoch).containsExactly(1);
  }

  @Test
  void removesWhatPreviewsAndForksHadOnce() {
    used(Trust.PREVIEW, 0);
    volumes.create(new CacheVolume(project, Trust.FORK, 0), 1L << 30);
    var production = used(Trust.PRODUCTION, 0);

    care(CacheBudget.USUAL);

    assertThat(volumes.list()).containsExactly(production);
    assertThat(caches.on("build-1")).extracting(CacheUse::trust).containsExactly(Trust.PRODUCTION);
  }

  @Test
  void findsCachesThatNobodyHasRecorded() {
    volumes.create(new CacheVolume(project, Trust.PRODUCTION, 0), 1L << 30);

    care(CacheBudget.USUAL);

    assertThat(caches.on("build-1")).extracting(CacheUse::trust).containsExactly(Trust.PRODUCTION);
  }

  @Test
  void leavesTheCachesOfAnotherPlatformAlone() {
    var other = new CacheVolumes(engine, instance + "-other");
    var theirs = new CacheVolume(new ProjectId(UUID.randomUUID()), Trust.PREVIEW, 0);
    other.create(theirs, 1L << 30);
    try {
      care(TINY);

      assertThat(other.list()).containsExactly(theirs);
    } finally {
      other.remove(theirs);
    }
  }

  /// The first connection of a process may be too slow on a busy machine.
  private static Engine connect() {
    return await()
        .ignoreException(EngineException.class)
        .until(() -> Engine.connect(Engine.address(System.getenv())), engine -> true);
  }

  private CacheVolume used(Trust trust, int epoch) {
    var cache = new CacheVolume(project, trust, epoch);
    caches.used("build-1", project, trust, epoch);
    volumes.create(cache, 1L << 30);
    return cache;
  }

  private void care(CacheBudget budget) {
    var place = new CacheCare.Place("build-1", instance, IMAGE);
    new CacheCare(caches, budget, place, Clock.systemUTC()).run(engine);
  }
}
