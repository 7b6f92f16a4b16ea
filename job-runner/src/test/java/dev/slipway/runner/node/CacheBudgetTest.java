package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.CacheUse;
import dev.slipway.core.build.Trust;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CacheBudgetTest {

  private static final ProjectId SHOP = new ProjectId(new UUID(0, 1));
  private static final ProjectId BLOG = new ProjectId(new UUID(0, 2));
  private static final CacheBudget BUDGET = new CacheBudget(100, 150);

  @Test
  void keepsWhatFits() {
    var caches = List.of(cache(SHOP, 100), cache(BLOG, 50));

    assertThat(BUDGET.excess(caches, Map.of())).isEmpty();
  }

  @Test
  void removesTheLongestUnusedOfAProjectThatIsOver() {
    var old = cache(SHOP, 61);
    var caches = List.of(old, cache(BLOG, 10), cache(SHOP, 60));

    assertThat(BUDGET.excess(caches, Map.of())).containsExactly(old);
  }

  @Test
  void removesTheLongestUnusedOfAllIfTheNodeIsOver() {
    var old = cache(BLOG, 40);
    var caches = List.of(old, cache(BLOG, 50), cache(SHOP, 90));

    assertThat(BUDGET.excess(caches, Map.of())).containsExactly(old);
  }

  @Test
  void removesACacheThatIsTooLargeAlone() {
    var large = cache(SHOP, 101);

    assertThat(BUDGET.excess(List.of(large), Map.of())).containsExactly(large);
  }

  @Test
  void countsNothingTwiceThatGoesAnyway() {
    var large = cache(SHOP, 120);
    var caches = List.of(cache(BLOG, 90), large);

    assertThat(BUDGET.excess(caches, Map.of())).containsExactly(large);
  }

  @Test
  void removesWhatWasCleared() {
    var cleared = cache(SHOP, 1);
    var caches = List.of(cleared, cache(BLOG, 1));

    assertThat(BUDGET.excess(caches, Map.of(SHOP, 1, BLOG, 0))).containsExactly(cleared);
  }

  @Test
  void leavesAloneWhatWasNotMeasured() {
    var fresh = new CacheUse("one", SHOP, Trust.PRODUCTION, 0, Optional.empty(), Instant.EPOCH);
    var old = cache(SHOP, 101);

    assertThat(BUDGET.excess(List.of(fresh, old), Map.of())).containsExactly(old);
  }

  @Test
  void removesWhatPreviewsAndForksHadOnce() {
    var preview = new CacheUse("one", SHOP, Trust.PREVIEW, 0, Optional.of(1L), Instant.EPOCH);
    var fork = new CacheUse("one", SHOP, Trust.FORK, 0, Optional.empty(), Instant.EPOCH);

    assertThat(BUDGET.excess(List.of(preview, fork, cache(SHOP, 1)), Map.of()))
        .containsExactly(preview, fork);
  }

  private static CacheUse cache(ProjectId project, long bytes) {
    return new CacheUse("one", project, Trust.PRODUCTION, 0, Optional.of(bytes), Instant.EPOCH);
  }
}
