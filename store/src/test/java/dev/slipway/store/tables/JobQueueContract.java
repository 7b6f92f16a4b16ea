package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Signal;
import dev.slipway.core.project.Project;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

abstract class JobQueueContract extends TablesContract {

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void givesNothingWhereNothingWaits() {
    assertThat(world.queue.claim(World.RUNNER, World.LEASE)).isEmpty();
  }

  @Test
  void givesTheOldestJobWithItsProjectAndItsDeployment() {
    var oldest = world.push(project, "main", 'a');
    world.push(project, "next", 'b');
    world.clock.pass(Duration.ofSeconds(5));

    var job = world.claim();

    assertThat(job.project()).isEqualTo(project);
    assertThat(job.claim().attempt()).isEqualTo(1);
    assertThat(job.deployment().id()).isEqualTo(oldest);
    assertThat(job.deployment()).isEqualTo(world.deployment(oldest));
    assertThat(job.deployment().state()).isEqualTo(DeploymentState.BUILDING);
    assertThat(job.deployment().startedAt()).contains(world.clock.instant());
    assertThat(world.control.running())
        .containsExactly(new RunningJob(job.claim(), oldest, World.RUNNER));
  }

  @Test
  void givesNoJobTwice() {
    world.push(project, "main", 'a');
    world.claim();

    assertThat(world.queue.claim(World.RUNNER, World.LEASE)).isEmpty();
  }

  @Test
  void passesOverAJobThatSomethingElseIsAboutToEnd() {
    var first = world.push(project, "main", 'a');
    var second = world.push(project, "next", 'b');

    var claimed =
        world.db.transaction(tx -> {
          assertThat(JobTable.lock(tx, first)).isPresent();
          return onAnotherThread(() -> world.queue.claim(World.RUNNER, World.LEASE));
        });

    assertThat(claimed).hasValueSatisfying(j -> assertThat(j.deployment().id()).isEqualTo(second));
  }

  @Test
  void letsARunnerGoOn() {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();

    assertThat(world.queue.heartbeat(claim, World.LEASE)).isEqualTo(new Signal.GoOn());
  }

  @Test
  void tellsARunnerToStopForAsLongAsItAsks() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var reason = Reason.of("canceled", "Ada stopped it.");

    world.control.cancel(id, reason);

    var stop = new Signal.Stop(DeploymentState.CANCELED, reason);
    assertThat(world.queue.heartbeat(claim, World.LEASE)).isEqualTo(stop);
    assertThat(world.queue.heartbeat(claim, World.LEASE)).isEqualTo(stop);
  }

  @Test
  void recordsTheCommit() {
    var id = World.queued(world.intake.request(project.id(), World.tip("main")));
    var claim = world.claim().claim();

    world.queue.resolve(claim, World.commit('a'));

    assertThat(world.deployment(id).commit()).contains(World.commit('a'));
  }

  @Test
  void publishes() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    world.queue.deploying(claim);
    var meanwhile = world.deployment(id).state();
    world.clock.pass(Duration.ofSeconds(5));

    world.queue.publish(claim, new Publication(World.ARTIFACT, World.BUILT));

    var deployment = world.deployment(id);
    assertThat(meanwhile).isEqualTo(DeploymentState.DEPLOYING);
    assertThat(deployment.state()).isEqualTo(DeploymentState.READY);
    assertThat(deployment.artifact()).contains(World.ARTIFACT);
    assertThat(deployment.reason()).contains(World.BUILT);
    assertThat(deployment.finishedAt()).contains(world.clock.instant());
    assertThat(world.attempts(id)).containsExactly("1 ready: Built with Vite.");
    assertThat(world.control.running()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "CANCELED", "SUPERSEDED"})
  void endsWithoutAResult(DeploymentState state) {
    var id = world.push(project, "main", 'a');

    world.queue.end(world.claim().claim(), state, World.BROKEN);

    var deployment = world.deployment(id);
    assertThat(deployment.state()).isEqualTo(state);
    assertThat(deployment.reason()).contains(World.BROKEN);
    assertThat(deployment.finishedAt()).isPresent();
    assertThat(world.attempts(id))
        .containsExactly("1 " + state.word() + ": The build failed. Read the log.");
    assertThat(world.control.running()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "BUILDING", "DEPLOYING", "READY"})
  void refusesToEndInAStateThatIsNoSuchEnd(DeploymentState state) {
    world.push(project, "main", 'a');
    var claim = world.claim().claim();

    assertThatThrownBy(() -> world.queue.end(claim, state, World.BROKEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToPublishWhatWasNotDeployed() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();

    assertThatThrownBy(
            () -> world.queue.publish(claim, new Publication(World.ARTIFACT, World.BUILT)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.BUILDING);
    assertThat(world.queue.heartbeat(claim, World.LEASE)).isEqualTo(new Signal.GoOn());
  }

  @Test
  void publishesNothingThatWasCanceledJustBefore() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    var reason = Reason.of("canceled", "Ada stopped it.");
    world.queue.deploying(claim);
    world.control.cancel(id, reason);

    assertThatThrownBy(
            () -> world.queue.publish(claim, new Publication(World.ARTIFACT, World.BUILT)))
        .isInstanceOf(ClaimLostException.class);

    var deployment = world.deployment(id);
    assertThat(deployment.state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(deployment.reason()).contains(reason);
    assertThat(deployment.artifact()).isEmpty();
    assertThat(world.queue.heartbeat(claim, World.LEASE)).isEqualTo(new Signal.Lost());
  }

  private static <T> T onAnotherThread(Callable<T> work) {
    try {
      return InParallel.run(1, work).getFirst();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
