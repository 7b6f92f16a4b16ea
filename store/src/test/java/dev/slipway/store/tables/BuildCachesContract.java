package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.Project;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class BuildCachesContract extends TablesContract {

  private Project shop;
  private Project blog;

  @BeforeEach
  void begin() {
    shop = world.project("shop");
    blog = world.project("blog");
  }

  @Test
  void listsTheCachesOfANodeTheLongestUnusedFirst() {
    use("one", shop, Trust.PRODUCTION);
    use("one", blog, Trust.PRODUCTION);
    use("one", shop, Trust.PREVIEW);
    use("two", shop, Trust.PREVIEW);
    use("one", shop, Trust.PRODUCTION);

    assertThat(world.caches.on("one"))
        .extracting(cache -> cache.project().equals(shop.id()) + " " + cache.trust().word())
        .containsExactly("false production", "true preview", "true production");
  }

  @Test
  void listsTheCachesOfAProjectOnAllNodes() {
    use("one", shop, Trust.PRODUCTION);
    use("one", blog, Trust.PRODUCTION);
    use("two", shop, Trust.FORK);

    assertThat(world.caches.of(shop.id()))
        .extracting(cache -> cache.node() + " " + cache.trust().word())
        .containsExactly("two fork", "one production");
  }

  @Test
  void knowsWhatWasMeasured() {
    use("one", shop, Trust.PRODUCTION);
    assertThat(only().bytes()).isEmpty();

    world.caches.measured(only(), 5L << 30);

    assertThat(only().bytes()).isEqualTo(Optional.of(5L << 30));
  }

  @Test
  void wantsACacheMeasuredAgainThatWasUsedSince() {
    use("one", shop, Trust.PRODUCTION);
    world.caches.measured(only(), 5L << 30);

    use("one", shop, Trust.PRODUCTION);

    assertThat(only().bytes()).isEmpty();
  }

  @Test
  void forgetsWhatIsRemoved() {
    use("one", shop, Trust.PRODUCTION);

    world.caches.removed(only());

    assertThat(world.caches.of(shop.id())).isEmpty();
  }

  @Test
  void keepsWhatWasUsedAgainSinceItWasRead() {
    use("one", shop, Trust.PRODUCTION);
    var read = only();
    use("one", shop, Trust.PRODUCTION);

    world.caches.removed(read);

    assertThat(world.caches.of(shop.id())).hasSize(1);
  }

  @Test
  void leavesBehindWhatWasBegunBeforeAProjectsCachesWereCleared() {
    use("one", shop, Trust.PRODUCTION);

    world.caches.clear(shop.id());

    assertThat(world.caches.epoch(shop.id())).isEqualTo(only().epoch() + 1);
    assertThat(world.caches.epoch(blog.id())).isZero();
  }

  private CacheUse only() {
    assertThat(world.caches.of(shop.id())).hasSize(1);
    return world.caches.of(shop.id()).getFirst();
  }

  private void use(String node, Project project, Trust trust) {
    world.clock.pass(Duration.ofMinutes(1));
    world.caches.used(node, project.id(), trust, world.caches.epoch(project.id()));
  }
}
