package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of the host and of the work of a branch that was deleted.
abstract class DeletedBranchContract extends TablesContract {

  private static final Route DELETED = new Route.Empty(true);

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void takesTheHostAwayAndLeavesTheDeployments() {
    var first = published("next", 'a');

    var decision = deleted("next", 'a');

    assertThat(decision)
        .isEqualTo(new Decision.Removed("next was deleted: next--shop shows nothing any more."));
    assertThat(resolve("next--shop")).isEqualTo(DELETED);
    assertThat(resolve(world.deployment(first).shortId().value()))
        .isInstanceOfSatisfying(
            Route.Ready.class, ready -> assertThat(ready.deployment().id()).isEqualTo(first));
  }

  @Test
  void isRecordedWithTheDelivery() {
    published("next", 'a');
    var delivery = world.delivery(project, "deletion");
    var first = world.intake.accept(delivery, removal("next", 'a'));
    published("next", 'b');

    var again = world.intake.accept(delivery, removal("next", 'a'));

    assertThat(again).isEqualTo(first).isInstanceOf(Decision.Removed.class);
    assertThat(resolve("next--shop")).isInstanceOf(Route.Ready.class);
  }

  @Test
  void endsWhatWaitsOrRuns() {
    var running = world.push(project, "next", 'a');
    var claim = world.claim().claim();
    deleted("next", 'a');
    var waiting = world.push(project, "other", 'b');
    deleted("other", 'b');

    assertThat(world.reason(waiting))
        .isEqualTo(
            "branch-gone: Superseded by nothing: the repository has no branch other any more.");
    assertThat(world.deployment(waiting).state()).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(world.queue.heartbeat(claim, World.LEASE))
        .isInstanceOfSatisfying(
            Signal.Stop.class, stop -> assertThat(stop.reason().code()).isEqualTo("branch-gone"));
    assertThat(world.deployment(running).state()).isEqualTo(DeploymentState.BUILDING);
    assertThat(resolve("next--shop")).isEqualTo(DELETED);
  }

  @Test
  void leavesOtherBranchesAlone() {
    var other = published("other", 'a');
    published("next", 'b');
    var waiting = world.push(project, "third", 'c');

    deleted("next", 'b');

    expectShown("other--shop", other);
    assertThat(world.deployment(waiting).state()).isEqualTo(DeploymentState.QUEUED);
  }

  @Test
  void doesNotTakeProductionDown() {
    var shown = published("main", 'a');
    var waiting = world.push(project, "main", 'b');

    var decision = deleted("main", 'b');

    assertThat(decision)
        .isEqualTo(
            new Decision.Removed(
                "main was deleted: main--shop shows nothing any more. It is the production branch;"
                    + " production shows what it showed."));
    expectShown("shop", shown);
    assertThat(resolve("main--shop")).isEqualTo(DELETED);
    assertThat(world.deployment(waiting).state()).isEqualTo(DeploymentState.SUPERSEDED);
  }

  @Test
  void isUndoneByTheNextPush() {
    published("next", 'a');
    deleted("next", 'a');

    var pushed = world.push(project, "next", 'b');
    var onItsWay = new Route.NotReady(world.deployment(pushed));
    var before = resolve("next--shop");
    world.publishNext();

    assertThat(before).isEqualTo(onItsWay);
    expectShown("next--shop", pushed);
  }

  @Test
  void isUndoneByTheNextPushOfTheSameCommit() {
    published("next", 'a');
    deleted("next", 'a');

    var again = published("next", 'a');

    expectShown("next--shop", again);
  }

  @Test
  void takesNothingAwayThatANewerPushMade() {
    published("next", 'a');
    var newer = published("next", 'b');
    var waiting = world.push(project, "next", 'c');

    var late = deleted("next", 'a');
    var later = deleted("next", 'b');

    assertThat(late)
        .isEqualTo(
            new Decision.Ignored(
                "next was deleted, but pushed again since: word of the deletion came late."));
    assertThat(later).isEqualTo(late);
    expectShown("next--shop", newer);
    assertThat(world.deployment(waiting).state()).isEqualTo(DeploymentState.QUEUED);
  }

  @Test
  void isNotLateForABranchThatWentBackToItsCommit() {
    published("next", 'a');
    published("next", 'b');
    published("next", 'a');

    assertThat(deleted("next", 'a')).isInstanceOf(Decision.Removed.class);
  }

  @Test
  void isNotLateBecauseOfAPushThatCameToNothing() {
    published("next", 'a');
    world.push(project, "next", 'b');
    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);

    assertThat(deleted("next", 'a')).isInstanceOf(Decision.Removed.class);
  }

  @Test
  void isBelievedOfACommitThatWasNeverDeployed() {
    published("next", 'a');

    assertThat(deleted("next", 'f')).isInstanceOf(Decision.Removed.class);
  }

  @Test
  void isBelievedThoughItDoesNotSayWhereTheBranchWas() {
    published("next", 'a');
    var intent = new Intent.Remove(new BranchName("next"), Optional.empty());

    assertThat(world.intake.accept(world.delivery(project), intent))
        .isInstanceOf(Decision.Removed.class);
  }

  @Test
  void isNothingToDoWhereThereIsNoHost() {
    var never = deleted("ghost", 'a');
    published("next", 'a');
    deleted("next", 'a');
    var again = deleted("next", 'a');

    assertThat(never).isEqualTo(new Decision.Ignored("ghost was deleted, and no host shows it."));
    assertThat(again).isEqualTo(new Decision.Ignored("next was deleted, and no host shows it."));
  }

  @Test
  void isFoundOutByTheRunnerOfAPushThatCameAfterIt() {
    published("next", 'a');
    deleted("next", 'b');
    world.push(project, "next", 'b');
    var revived = resolve("next--shop");

    world.queue.overtaken(world.claim().claim(), Optional.empty());

    assertThat(revived).isInstanceOf(Route.NotReady.class);
    assertThat(resolve("next--shop")).isEqualTo(DELETED);
  }

  @Test
  void stopsNoCommitThatAPersonWantsInAnyCaseButDoesNotShowIt() {
    var shown = published("next", 'a');
    var exact = new Intent.Deploy(new BranchName("next"), Optional.of(World.commit('a')), true);
    var before = World.queued(world.intake.request(project.id(), exact));

    deleted("next", 'a');
    var readyBefore = world.publishNext();
    var after = World.queued(world.intake.request(project.id(), exact));
    world.publishNext();

    assertThat(readyBefore).isEqualTo(before).isNotEqualTo(shown);
    assertThat(world.deployment(after).state()).isEqualTo(DeploymentState.READY);
    assertThat(resolve("next--shop")).isEqualTo(DELETED);
    assertThat(world.moves("next--shop")).containsExactly("published " + shown);
  }

  @Test
  void keepsItsLabelForTheSameBranch() {
    published("fix/login", 'a');
    deleted("fix/login", 'a');

    var other = published("fix-login", 'b');
    var back = published("fix/login", 'c');

    expectShown(HostLabel.distinctOf(new BranchName("fix-login"), project.name()).value(), other);
    expectShown("fix-login--shop", back);
  }

  @Test
  void agreesWithPublishingAtTheSameTime() throws ExecutionException, InterruptedException {
    world.push(project, "next", 'a');
    var claim = world.claim().claim();
    world.queue.deploying(claim);
    var callers = new AtomicInteger();

    InParallel.run(
        2, () -> callers.getAndIncrement() == 0 ? deleted("next", 'a') : publishUnlessTold(claim));

    assertThat(resolve("next--shop")).isEqualTo(DELETED);
    assertThat(world.control.running()).isEmpty();
  }

  private List<String> publishUnlessTold(Claim claim) {
    try {
      world.queue.publish(claim, new Publication(World.ARTIFACT, World.BUILT));
    } catch (ClaimLostException _) {
      return List.of("told");
    }
    return List.of("published");
  }

  private Decision deleted(String branch, char last) {
    return world.intake.accept(world.delivery(project), removal(branch, last));
  }

  private static Intent.Remove removal(String branch, char last) {
    return new Intent.Remove(new BranchName(branch), Optional.of(World.commit(last).sha()));
  }

  private DeploymentId published(String branch, char commit) {
    var id = world.push(project, branch, commit);
    assertThat(world.publishNext()).isEqualTo(id);
    return id;
  }

  private Route resolve(String label) {
    return world.routes.resolve(new HostLabel(label));
  }

  private void expectShown(String label, DeploymentId deployment) {
    assertThat(resolve(label))
        .isInstanceOfSatisfying(
            Route.Ready.class, ready -> assertThat(ready.deployment().id()).isEqualTo(deployment));
  }
}
