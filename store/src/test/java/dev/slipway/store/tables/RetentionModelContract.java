package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.retention.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That cleaning breaks nothing, whatever happened before and whatever happens meanwhile: random
/// histories of publishing, moving aliases, pinning and cleaning, checked against a model.
abstract class RetentionModelContract extends TablesContract {

  private static final int STEPS = 100;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsWhatCanBeReachedAndMeetsItsBudget(long seed) {
    var history = new RetentionHistory(world, policy(seed), seed);

    for (int i = 0; i < STEPS; i++) {
      history.step();
    }
    history.cleanUndisturbed();

    history.checkAllThatMustStay();
    history.checkBudgets();
    history.checkNothingIsLeftOver();
    assertThat(history.cleanings()).as("so often it was cleaned").isGreaterThan(5);
  }

  private static RetentionPolicy policy(long seed) {
    boolean tight = seed % 2 == 0;
    return new RetentionPolicy(
        2,
        Duration.ofHours(6),
        new RetentionPolicy.Ages(
            Duration.ofHours(12), Duration.ofDays(10), Duration.ofDays(10), Duration.ofDays(1)),
        new RetentionPolicy.Budgets(tight ? 40 : 200, tight ? 60 : 300));
  }
}
