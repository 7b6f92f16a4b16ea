package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a deployment whose branch is at another commit when its runner looks.
abstract class OvertakingContract extends TablesContract {

  private static final Reason CANCELED = Reason.of("canceled", "Ada stopped it.");

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void recordsTheTipWhereNothingShowsIt() {
    var old = world.push(project, "main", 'a');
    var claim = world.claim().claim();

    var reason = overtaken(claim, 'b');

    var tip = newest();
    assertThat(tip.state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(tip.commit()).contains(World.commit('b'));
    assertThat(reason).isEqualTo(supersededBy(tip.id()));
    var ended = world.deployment(old);
    assertThat(ended.state()).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(ended.reason()).contains(reason);
    assertThat(world.attempts(old)).containsExactly("1 superseded: " + reason.text());
    assertThat(world.control.running()).isEmpty();
    assertThat(world.publishNext()).isEqualTo(tip.id());
    assertThat(world.moves("shop")).containsExactly("published " + tip.id());
  }

  @Test
  void followsTheBranchWithWhatItRecorded() {
    world.push(project, "main", 'a');
    overtaken(world.claim().claim(), 'b');

    assertThat(world.claim().followsBranch()).isTrue();
  }

  @Test
  void leavesItToWhatTheBranchShows() {
    world.push(project, "main", 'b');
    var shown = world.publishNext();
    world.push(project, "main", 'a');

    var reason = overtaken(world.claim().claim(), 'b');

    assertThat(reason).isEqualTo(supersededBy(shown));
    assertThat(world.count("deployment")).isEqualTo(2);
    assertThat(world.control.waiting()).isZero();
    assertThat(world.moves("shop")).containsExactly("published " + shown);
  }

  @Test
  void recordsTheTipThoughAnotherBranchShowsIt() {
    world.push(project, "next", 'b');
    var other = world.publishNext();
    world.push(project, "main", 'a');

    overtaken(world.claim().claim(), 'b');

    assertThat(newest().id()).isNotEqualTo(other);
    assertThat(newest().branch()).isEqualTo(World.MAIN);
  }

  @Test
  void leavesItToALiveDeploymentOfTheTip() {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var live = world.push(project, "main", 'b');
    forgetThatItWasToldToStop();

    var reason = overtaken(claim, 'b');

    assertThat(reason).isEqualTo(supersededBy(live));
    assertThat(world.count("deployment")).isEqualTo(2);
    assertThat(world.claim().deployment().id()).isEqualTo(live);
  }

  @Test
  void leavesItToALiveDeploymentThatIsToTakeTheTip() {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var live = World.queued(world.intake.request(project.id(), World.tip("main")));
    forgetThatItWasToldToStop();

    var reason = overtaken(claim, 'b');

    assertThat(reason.what())
        .isEqualTo(
            "Superseded by %s (bbbbbbb): main is at that commit by now."
                .formatted(world.deployment(live).shortId()));
    assertThat(world.count("deployment")).isEqualTo(2);
  }

  @Test
  void replacesALiveDeploymentOfAnythingElse() {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var live = world.push(project, "main", 'c');
    forgetThatItWasToldToStop();

    overtaken(claim, 'b');

    assertThat(newest().commit()).contains(World.commit('b'));
    assertThat(world.reason(live))
        .isEqualTo(
            "superseded: Superseded by %s (bbbbbbb), a newer deployment of main."
                .formatted(newest().shortId()));
    assertThat(world.control.waiting()).isEqualTo(1);
  }

  @Test
  void recordsNothingForABranchThatIsGone() {
    var id = world.push(project, "next", 'a');
    var claim = world.claim().claim();

    var reason = world.queue.overtaken(claim, Optional.empty());

    assertThat(reason.code()).isEqualTo("branch-gone");
    assertThat(reason.what()).contains("no branch next");
    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(world.deployment(id).reason()).contains(reason);
    assertThat(world.count("deployment")).isEqualTo(1);
  }

  @Test
  void endsAsItWasToldToWhereItWasTold() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    world.control.cancel(id, CANCELED);

    var reason = overtaken(claim, 'b');

    assertThat(reason).isEqualTo(CANCELED);
    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(world.count("deployment")).isEqualTo(1);
    assertThat(world.control.running()).isEmpty();
  }

  @Test
  void recordsNothingASecondTime() {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    overtaken(claim, 'b');

    assertThatThrownBy(() -> overtaken(claim, 'b')).isInstanceOf(ClaimLostException.class);

    assertThat(world.count("deployment")).isEqualTo(2);
  }

  @Test
  void saysThatTheTipWaitsForItsAccountIfItDoes() {
    world.accounts.limitConcurrency(project.account(), 1);
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    overtaken(claim, 'b');
    var alone = world.reason(newest().id());
    var second = world.claim().claim();
    world.push(project, "next", 'a');

    overtaken(second, 'c');

    assertThat(alone).isEqualTo("none");
    assertThat(world.reason(newest().id())).startsWith("account-busy: ");
  }

  @Test
  void settlesPushesThatArriveInTheWrongOrder() {
    var second = world.push(project, "main", 'b');
    var running = world.claim().claim();
    var first = world.push(project, "main", 'a');
    world.queue.end(running, DeploymentState.SUPERSEDED, World.BROKEN);

    overtaken(world.claim().claim(), 'b');
    var published = world.publishNext();

    assertThat(world.deployment(published).commit()).contains(World.commit('b'));
    assertThat(world.deployment(first).state()).isEqualTo(DeploymentState.SUPERSEDED);
    assertThat(world.deployment(second).state()).isEqualTo(DeploymentState.SUPERSEDED);
  }

  @Test
  void publishesTheTipOnceThoughItsOwnPushComesLate() {
    world.push(project, "main", 'a');
    overtaken(world.claim().claim(), 'b');
    var published = world.publishNext();

    var late = world.intake.accept(world.delivery(project), World.deploy("main", 'b'));

    assertThat(late)
        .isEqualTo(new Decision.Joined(published, world.deployment(published).shortId()));
    assertThat(world.control.waiting()).isZero();
  }

  @Test
  void deploysAgainWhatTheBranchWentBackToWhileSomethingElseIsOnItsWay() {
    world.push(project, "main", 'a');
    var shown = world.publishNext();
    world.push(project, "main", 'b');

    var back = world.push(project, "main", 'a');

    assertThat(back).isNotEqualTo(shown);
    assertThat(world.claim().deployment().id()).isEqualTo(back);
  }

  @Test
  void deploysAgainWhatAPersonAsksFor() {
    world.push(project, "main", 'a');
    var shown = world.publishNext();

    var again = world.intake.request(project.id(), World.deploy("main", 'a'));

    assertThat(World.queued(again)).isNotEqualTo(shown);
  }

  @Test
  void keepsACommitThatAPersonWantsInAnyCase() {
    var waiting = world.push(project, "main", 'a');

    var joined = world.intake.request(project.id(), exactly('a'));

    assertThat(joined).isEqualTo(new Decision.Joined(waiting, world.deployment(waiting).shortId()));
    assertThat(world.claim().followsBranch()).isFalse();
  }

  @Test
  void startsAnewForAPersonWhereTheRunnerMayHaveBeenOvertaken() {
    var running = world.push(project, "main", 'a');
    world.claim();

    var wanted = World.queued(world.intake.request(project.id(), exactly('a')));

    assertThat(wanted).isNotEqualTo(running);
    assertThat(world.claim().followsBranch()).isFalse();
  }

  @Test
  void agreesWithPushesThatComeAtTheSameTime() throws ExecutionException, InterruptedException {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var callers = new AtomicInteger();

    InParallel.run(
        8,
        () ->
            callers.getAndIncrement() == 0
                ? world.queue.overtaken(claim, Optional.of(World.commit('b'))).code()
                : world.intake.accept(world.delivery(project), World.deploy("main", 'b')));

    var live =
        world.deployments.newest(project.id(), 10).stream()
            .filter(deployment -> !deployment.state().isFinal());
    assertThat(live).extracting(Deployment::commit).containsExactly(Optional.of(World.commit('b')));
    assertThat(world.count("deployment")).isEqualTo(2);
  }

  private Reason overtaken(Claim claim, char tip) {
    return world.queue.overtaken(claim, Optional.of(World.commit(tip)));
  }

  private static Intent.Deploy exactly(char commit) {
    return new Intent.Deploy(new BranchName("main"), Optional.of(World.commit(commit)), true);
  }

  private Deployment newest() {
    return world.deployments.newest(project.id(), 1).getFirst();
  }

  private Reason supersededBy(DeploymentId id) {
    return Reason.of(
        "superseded",
        "Superseded by %s (bbbbbbb): main is at that commit by now."
            .formatted(world.deployment(id).shortId()));
  }

  /// Two deployments of a branch that go on at once are not meant to be; the tip must be right even
  /// then.
  private void forgetThatItWasToldToStop() {
    world
        .db
        .sql(
            """
            update job set stop_state = null, stop_code = null, stop_what = null, stop_to_do = null
            """)
        .update();
  }
}
