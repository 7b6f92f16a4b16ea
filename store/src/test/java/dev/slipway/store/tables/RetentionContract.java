package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.Aliases.Moved;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.ArtifactHolds;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Reach;
import dev.slipway.core.retention.ReadyDeployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How deployments lose their files, and what keeps them from it.
abstract class RetentionContract extends TablesContract {

  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void knowsWhatIsShownWasShownLatelyAndIsPinned() {
    var pinned = world.published(project, "main", 1);
    var old = world.published(project, "main", 2);
    var late = world.published(project, "main", 3);
    world.pins.pin(pinned);
    world.clock.pass(GRACE.plus(MINUTE));
    var shown = world.published(project, "main", 4);
    var preview = world.published(project, "next", 5);

    assertThat(reach(pinned)).contains(Reach.PINNED);
    assertThat(reach(old)).isEmpty();
    assertThat(reach(late)).contains(Reach.SHOWN_LATELY);
    assertThat(reach(shown)).contains(Reach.SHOWN);
    assertThat(reach(preview)).contains(Reach.SHOWN);
    world.clock.pass(GRACE);
    assertThat(reach(late)).isEmpty();
  }

  @Test
  void knowsNothingOfWhatIsNotReady() {
    world.push(project, "main", 'a');

    assertThat(world.retention.facts(GRACE).ready()).isEmpty();
  }

  @Test
  void letsWhatABranchShowedGoWithTheBranch() {
    var preview = world.published(project, "next", 5);

    world.intake.accept(
        world.delivery(project), new Intent.Remove(new BranchName("next"), Optional.empty()));

    assertThat(reach(preview)).isEmpty();
  }

  @Test
  void takesTheFilesOfWhatNobodyCanReach() {
    var old = old(1);

    assertThat(expire(1, old)).isTrue();

    var deployment = world.deployment(old);
    assertThat(deployment.state()).isEqualTo(DeploymentState.READY);
    assertThat(deployment.artifact()).isEmpty();
    assertThat(world.reason(old)).startsWith("artifact-removed: ").contains("Built with Vite.");
    assertThat(world.retention.facts(GRACE).ready())
        .extracting(ReadyDeployment::id)
        .doesNotContain(old);
    assertThat(world.retention.facts(GRACE).doomed()).containsExactly(World.artifact(1));
  }

  @Test
  void routesToAnExpiredDeploymentAsToOneWithoutFiles() {
    var old = old(1);
    var label = new HostLabel(world.deployment(old).shortId().value());
    long changes = world.count("route_change");

    expire(1, old);

    assertThat(world.routes.resolve(label)).isEqualTo(new Route.NotReady(world.deployment(old)));
    assertThat(world.routes.resolve(new HostLabel(old.toString())))
        .isEqualTo(new Route.NotReady(world.deployment(old)));
    assertThat(world.count("route_change")).isEqualTo(changes + 1);
  }

  @Test
  void leavesTheFilesOfWhatCanBeReachedByNow() {
    var promoted = old(1);
    var pinned = old(2);
    world.aliases.show(project.id(), promoted);
    world.pins.pin(pinned);

    assertThat(expire(1, promoted)).isFalse();
    assertThat(expire(2, pinned)).isFalse();

    assertThat(world.deployment(promoted).artifact()).isPresent();
    assertThat(world.deployment(pinned).artifact()).isPresent();
    assertThat(world.retention.facts(GRACE).doomed()).isEmpty();
  }

  @Test
  void leavesTheFilesOfAnotherDeploymentThatGotTheSameArtifactMeanwhile() {
    var old = old(1);
    var again = old(1);

    assertThat(expire(1, old)).isFalse();
    assertThat(expire(1, old, again)).isTrue();

    assertThat(world.deployment(again).artifact()).isEmpty();
  }

  @Test
  void expiresNothingTwice() {
    var old = old(1);
    expire(1, old);

    assertThat(expire(1, old)).isFalse();
  }

  @Test
  void neverShowsWhatHasNoFiles() {
    var old = old(1);
    expire(1, old);

    assertThat(world.aliases.show(project.id(), old)).isEqualTo(Moved.REMOVED);

    assertThat(world.routes.resolve(new HostLabel("shop"))).isInstanceOf(Route.Ready.class);
    assertThat(world.deployments.readyBefore(project.id(), world.deployment(old).sequence() + 1))
        .isEmpty();
  }

  @Test
  void keepsAnArtifactThatAnotherProjectHas() {
    var other = world.project("blog");
    var others = world.published(other, "main", 1);
    var old = old(1);

    assertThat(expire(1, old)).isTrue();

    assertThat(world.deployment(old).artifact()).isEmpty();
    assertThat(world.deployment(others).artifact()).contains(World.artifact(1));
    assertThat(world.retention.facts(GRACE).doomed()).isEmpty();
    assertThat(world.retention.doom(World.artifact(1))).isFalse();
  }

  @Test
  void deletesWhatIsDoomedOnlyAfterAWhileAndOnce() {
    expire(1, old(1));
    assertThat(world.retention.doomed(MINUTE)).isEmpty();
    world.clock.pass(MINUTE);

    assertThat(world.retention.doomed(MINUTE)).containsExactly(World.artifact(1));
    assertThat(world.retention.beginDeleting(World.artifact(1))).isTrue();
    assertThat(world.retention.beginDeleting(World.artifact(1))).isFalse();
    assertThat(world.retention.doomed(MINUTE)).isEmpty();
    world.retention.gone(World.artifact(1));

    assertThat(world.count("artifact_hold")).isZero();
  }

  @Test
  void deletesWhatACleaningThatDiedHadBegunToDelete() {
    expire(1, old(1));
    world.retention.beginDeleting(World.artifact(1));
    world.clock.pass(Duration.ofMinutes(10));

    assertThat(world.retention.doomed(MINUTE)).containsExactly(World.artifact(1));
    assertThat(world.retention.beginDeleting(World.artifact(1))).isTrue();
  }

  @Test
  void keepsWhatSomebodyIsAboutToPublish() {
    assertThat(world.holds.hold(World.artifact(7))).isTrue();

    assertThat(world.retention.doom(World.artifact(7))).isFalse();
    assertThat(world.retention.facts(GRACE).held()).containsExactly(World.artifact(7));

    world.clock.pass(ArtifactHolds.LENGTH);
    assertThat(world.retention.facts(GRACE).held()).isEmpty();
    assertThat(world.retention.doom(World.artifact(7))).isTrue();
  }

  @Test
  void givesBackWhatIsDoomedToWhoPublishesIt() {
    expire(1, old(1));

    assertThat(world.holds.hold(World.artifact(1))).isTrue();

    world.clock.pass(MINUTE);
    assertThat(world.retention.doomed(MINUTE)).isEmpty();
    assertThat(world.retention.beginDeleting(World.artifact(1))).isFalse();
  }

  @Test
  void holdsNothingWhoseFileIsBeingDeleted() {
    expire(1, old(1));
    world.retention.beginDeleting(World.artifact(1));

    assertThat(world.holds.hold(World.artifact(1))).isFalse();

    world.retention.gone(World.artifact(1));
    assertThat(world.holds.hold(World.artifact(1))).isTrue();
  }

  @Test
  void letsEitherAPersonOrACleaningHaveADeploymentNeverBoth()
      throws ExecutionException, InterruptedException {
    for (int round = 0; round < 20; round++) {
      var old = old(100 + round);
      int artifact = 100 + round;
      var callers = new AtomicInteger();

      var outcomes =
          InParallel.run(
              2,
              () ->
                  callers.getAndIncrement() == 0
                      ? world.aliases.show(project.id(), old) == Moved.DONE
                      : expire(artifact, old));

      assertThat(outcomes).containsExactlyInAnyOrder(true, false);
      var shown = (Route.Ready) world.routes.resolve(new HostLabel("shop"));
      assertThat(shown.deployment().id().equals(old))
          .isEqualTo(world.deployment(old).artifact().isPresent());
      world.published(project, "main", 99);
    }
  }

  @Test
  void letsEitherARunnerOrACleaningHaveAnArtifactNeverBoth()
      throws ExecutionException, InterruptedException {
    for (int round = 0; round < 20; round++) {
      var artifact = World.artifact(200 + round);
      var callers = new AtomicInteger();

      var outcomes =
          InParallel.run(
              2,
              () ->
                  callers.getAndIncrement() == 0
                      ? world.holds.hold(artifact)
                      : world.retention.doom(artifact) && world.retention.beginDeleting(artifact));

      assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }
  }

  /// Returns a deployment that nobody can reach, not even a page that is open.
  private DeploymentId old(int artifact) {
    var id = world.published(project, "main", artifact);
    world.published(project, "main", 99);
    world.clock.pass(GRACE.plus(MINUTE));
    return id;
  }

  private boolean expire(int artifact, DeploymentId... deployments) {
    var expiry =
        new Expiry(
            project.id(),
            World.artifact(artifact),
            new ArrayList<>(List.of(deployments)),
            world.clock.instant(),
            1,
            Expiry.Cause.AGE);
    return world.retention.expire(expiry, GRACE);
  }

  private Optional<Reach> reach(DeploymentId id) {
    return world.retention.facts(GRACE).ready().stream()
        .filter(deployment -> deployment.id().equals(id))
        .findFirst()
        .orElseThrow()
        .reach();
  }
}
