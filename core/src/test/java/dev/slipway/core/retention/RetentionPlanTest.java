package dev.slipway.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.RetentionPolicy.Ages;
import dev.slipway.core.retention.RetentionPolicy.Budgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final ProjectId SHOP = new ProjectId(new UUID(0, 1));
  private static final ProjectId BLOG = new ProjectId(new UUID(0, 2));

  private final List<ReadyDeployment> ready = new ArrayList<>();
  private final List<Stored<ArtifactDigest>> artifacts = new ArrayList<>();
  private final List<Stored<DeploymentId>> logs = new ArrayList<>();
  private final List<Stored<ImageId>> images = new ArrayList<>();
  private Set<ArtifactDigest> held = Set.of();
  private Set<ArtifactDigest> doomed = Set.of();
  private Budgets budgets = new Budgets(1000, 1000);

  @Test
  void keepsTheMostRecentOfProductionAndOfPreviews() {
    for (int day = 60; day > 50; day--) {
      deployed(SHOP, day, day, 1, Optional.empty());
    }
    preview(SHOP, 99, 59);

    assertThat(gone()).containsExactly(60, 59, 58, 57, 56, 55, 54, 53);
  }

  @Test
  void keepsForAnyAgeWhatCanBeReached() {
    deployed(SHOP, 1, 300, 1, Optional.of(Reach.SHOWN));
    deployed(SHOP, 2, 299, 1, Optional.of(Reach.PINNED));
    deployed(SHOP, 3, 298, 1, Optional.of(Reach.SHOWN_LATELY));
    deployed(SHOP, 4, 297, 1, Optional.empty());
    recent(SHOP);

    assertThat(gone()).containsExactly(4);
    assertThat(plan().expiries().getFirst().cause()).isEqualTo(Expiry.Cause.AGE);
  }

  @Test
  void tellsOfEveryDeploymentWhatBecomesOfItAndWhy() {
    deployed(SHOP, 1, 300, 7, Optional.of(Reach.PINNED));
    deployed(SHOP, 2, 299, 1, Optional.empty());
    deployed(SHOP, 3, 20, 1, Optional.empty());
    recent(SHOP);

    var fates = plan().fates();

    assertThat(fates).hasSize(5);
    assertThat(fates.get(0).reach()).contains(Reach.PINNED);
    assertThat(fates.get(0).bytes()).isEqualTo(7);
    assertThat(fates.get(1).end()).contains(Expiry.Cause.AGE);
    assertThat(fates.get(2).reach()).isEmpty();
    assertThat(fates.get(2).end()).isEmpty();
    assertThat(fates.getLast().reach()).contains(Reach.RECENT);
  }

  @Test
  void takesTheOldestOfAProjectUntilItsBudgetIsMet() {
    for (int i = 1; i <= 5; i++) {
      deployed(SHOP, i, 20 - i, 100, Optional.empty());
      deployed(BLOG, 10 + i, 20 - i, 100, Optional.empty());
    }
    recent(SHOP);
    recent(BLOG);
    budgets = new Budgets(320, 5000);

    assertThat(gone()).containsExactlyInAnyOrder(1, 2, 11, 12);
    assertThat(plan().expiries())
        .extracting(Expiry::cause)
        .containsOnly(Expiry.Cause.PROJECT_BUDGET);
  }

  @Test
  void takesTheOldestOfAllUntilTheTotalIsMet() {
    deployed(SHOP, 1, 20, 100, Optional.empty());
    deployed(BLOG, 2, 19, 100, Optional.empty());
    deployed(SHOP, 3, 18, 100, Optional.empty());
    recent(SHOP);
    recent(BLOG);
    budgets = new Budgets(5000, 104);

    assertThat(gone()).containsExactly(1, 2);
    assertThat(plan().sizes()).isEqualTo(new RetentionPlan.Sizes(304, 104));
  }

  @Test
  void takesNothingThatIsYoungWhateverTheBudget() {
    deployed(SHOP, 1, 0, 100, Optional.empty());
    recent(SHOP);
    budgets = new Budgets(1, 1);

    assertThat(gone()).isEmpty();
  }

  @Test
  void saysThatABudgetCantBeMetAndTakesOnlyWhatCanGo() {
    deployed(SHOP, 1, 20, 100, Optional.of(Reach.SHOWN));
    deployed(SHOP, 2, 19, 30, Optional.empty());
    recent(SHOP);
    budgets = new Budgets(50, 60);

    assertThat(gone()).containsExactly(2);
    assertThat(plan().overruns())
        .containsExactly(
            new Overrun(Optional.of(SHOP), 102, 50), new Overrun(Optional.empty(), 102, 60));
  }

  @Test
  void keepsAnArtifactForAllDeploymentsIfOneCanBeReached() {
    deployed(SHOP, 1, 300, 100, Optional.empty());
    deployed(SHOP, 1, 200, 100, Optional.of(Reach.PINNED));
    recent(SHOP);
    budgets = new Budgets(1, 1);

    assertThat(gone()).isEmpty();
  }

  @Test
  void takesNothingFromAProjectForTheTotalIfAnotherCanReachTheFile() {
    deployed(SHOP, 1, 20, 100, Optional.empty());
    deployed(BLOG, 1, 20, 100, Optional.of(Reach.SHOWN));
    recent(SHOP);
    recent(BLOG);
    budgets = new Budgets(5000, 50);

    assertThat(gone()).isEmpty();
    assertThat(plan().overruns()).hasSize(1);
  }

  @Test
  void countsAFileOnceThatSeveralDeploymentsHave() {
    for (int i = 0; i < 5; i++) {
      deployed(SHOP, 1, 20 - i, 100, Optional.empty());
    }
    recent(SHOP);
    budgets = new Budgets(102, 102);

    assertThat(gone()).isEmpty();
  }

  @Test
  void takesWhatNobodyKnowsIfItIsNotYoungAndNobodyIsAboutToPublishIt() {
    recent(SHOP);
    stored(1, 10, 2);
    stored(2, 10, 0);
    stored(3, 10, 2);
    stored(4, 10, 2);
    held = Set.of(artifact(3));
    doomed = Set.of(artifact(4));

    assertThat(plan().orphans()).extracting(Stored::id).containsExactly(artifact(1));
    assertThat(plan().sizes()).isEqualTo(new RetentionPlan.Sizes(42, 22));
  }

  @Test
  void believesNoDatabaseThatKnowsNothing() {
    stored(1, 10, 400);

    assertThat(plan().orphans()).isEmpty();
  }

  @Test
  void takesLogsAndImagesByAgeButNotOfWhatCanBeReached() {
    var shown = deployed(SHOP, 1, 300, 1, Optional.of(Reach.SHOWN));
    var old = new DeploymentId(UUID.randomUUID());
    logs.add(new Stored<>(shown, 5, ago(300)));
    logs.add(new Stored<>(old, 5, ago(300)));
    logs.add(new Stored<>(new DeploymentId(UUID.randomUUID()), 5, ago(3)));
    images.add(new Stored<>(image("a"), 5, ago(300)));
    images.add(new Stored<>(image("b"), 5, ago(300)));
    images.add(new Stored<>(image("c"), 5, ago(3)));

    var plan = plan(image -> image.equals(image("a")) ? Set.of(shown) : Set.of(old));

    assertThat(plan.logs()).extracting(Stored::id).containsExactly(old);
    assertThat(plan.images()).extracting(Stored::id).containsExactly(image("b"));
  }

  @Test
  void refusesAPolicyThatKeepsNothing() {
    var ages = RetentionPolicy.USUAL.ages();
    assertThatThrownBy(() -> new RetentionPolicy(0, Duration.ofDays(1), ages, budgets))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Ages(Duration.ofDays(2), Duration.ofDays(1), ages.logs(), ages.images()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Returns the numbers of the artifacts that go.
  private List<Integer> gone() {
    return plan().expiries().stream()
        .map(expiry -> Integer.parseInt(expiry.artifact().hex().substring(56), 16))
        .toList();
  }

  private RetentionPlan plan() {
    return plan(ImageUses.NONE);
  }

  private RetentionPlan plan(ImageUses uses) {
    var day = Duration.ofDays(1);
    var ages = new Ages(day, day.multipliedBy(30), day.multipliedBy(90), day.multipliedBy(7));
    return RetentionPlan.of(
        new RetentionPolicy(2, day, ages, budgets),
        new RetentionFacts(ready, held, doomed),
        uses,
        new RetentionPlan.Stock(artifacts, logs, images),
        NOW);
  }

  /// Makes the two most recent of `project`, of one byte each, so that nothing before is recent.
  private void recent(ProjectId project) {
    int first = 5000 + (int) project.value().getLeastSignificantBits() * 10;
    deployed(project, first, 3, 1, Optional.empty());
    deployed(project, first + 1, 3, 1, Optional.empty());
  }

  private void preview(ProjectId project, int number, int daysAgo) {
    add(project, Environment.PREVIEW, number, daysAgo, Optional.empty());
    stored(number, 1, daysAgo);
  }

  private DeploymentId deployed(
      ProjectId project, int number, int daysAgo, long bytes, Optional<Reach> reach) {
    if (artifacts.stream().noneMatch(file -> file.id().equals(artifact(number)))) {
      stored(number, bytes, daysAgo);
    }
    return add(project, Environment.PRODUCTION, number, daysAgo, reach);
  }

  private DeploymentId add(
      ProjectId project, Environment environment, int number, int daysAgo, Optional<Reach> reach) {
    var id = new DeploymentId(UUID.randomUUID());
    ready.add(
        new ReadyDeployment(
            id,
            new ShortId("abcdefgh1j"),
            ready.size(),
            project,
            environment,
            artifact(number),
            ago(daysAgo),
            reach));
    return id;
  }

  private void stored(int number, long bytes, int daysAgo) {
    artifacts.add(new Stored<>(artifact(number), bytes, ago(daysAgo)));
  }

  private static Instant ago(int days) {
    return NOW.minus(Duration.ofDays(days)).minusSeconds(60);
  }

  private static ArtifactDigest artifact(int number) {
    return new ArtifactDigest("%064x".formatted(number));
  }

  private static ImageId image(String digit) {
    return new ImageId(digit.repeat(64));
  }
}
