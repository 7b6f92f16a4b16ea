package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.RunningJob;
import dev.slipway.core.job.Signal;
import dev.slipway.core.job.Stopping;
import dev.slipway.core.project.Project;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JobControlContract extends TablesContract {

  private static final Reason CANCELED = Reason.of("canceled", "Ada stopped it.");
  private static final String GONE = "The platform was killed.";

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void endsWhatIsQueuedAtOnceWhenItIsCanceled() {
    var id = world.push(project, "main", 'a');

    var stopping = world.control.cancel(id, CANCELED);

    assertThat(stopping).isEqualTo(new Stopping.Stopped());
    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(world.deployment(id).reason()).contains(CANCELED);
    assertThat(world.queue.claim(World.RUNNER, World.LEASE)).isEmpty();
  }

  @Test
  void tellsTheRunnerOfWhatIsCanceled() {
    var id = world.push(project, "main", 'a');
    world.claim();

    assertThat(world.control.cancel(id, CANCELED)).isEqualTo(new Stopping.Told());
    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.BUILDING);
  }

  @Test
  void leavesItAtTheFirstReasonToStop() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    world.control.cancel(id, CANCELED);

    world.push(project, "main", 'b');

    assertThat(world.queue.heartbeat(claim, World.LEASE))
        .isEqualTo(new Signal.Stop(DeploymentState.CANCELED, CANCELED));
  }

  @Test
  void isTooLateToCancelWhatHasEnded() {
    world.push(project, "main", 'a');
    var id = world.publishNext();

    assertThat(world.control.cancel(id, CANCELED))
        .isEqualTo(new Stopping.TooLate(DeploymentState.READY));
    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.READY);
  }

  @Test
  void knowsNothingOfADeploymentThatIsNotThere() {
    assertThat(world.control.cancel(new DeploymentId(UUID.randomUUID()), CANCELED))
        .isEqualTo(new Stopping.Unknown());
  }

  @Test
  void countsWhatWaitsAndListsWhatRuns() {
    world.push(project, "main", 'a');
    world.push(project, "next", 'b');
    var job = world.claim();

    assertThat(world.control.waiting()).isEqualTo(1);
    assertThat(world.control.running())
        .containsExactly(new RunningJob(job.claim(), job.deployment().id(), World.RUNNER));
  }

  @Test
  void putsWhatLostItsRunnerBackAndSaysWhy() {
    var id = world.push(project, "main", 'a');
    var first = world.claim();
    world.queue.deploying(first.claim());
    world.clock.pass(Duration.ofSeconds(3));

    world.control.release(first.claim(), GONE);

    var waiting = world.deployment(id);
    assertThat(waiting.state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(world.reason(id))
        .isEqualTo(
            "platform-retry: Attempt 1 came to nothing, which is fault 1 of 3 of the platform: "
                + GONE
                + " It is tried again at 2026-11-21T10:00:08Z.");
    world.clock.pass(Duration.ofSeconds(5));
    var second = world.claim();
    assertThat(second.claim().attempt()).isEqualTo(2);
    assertThat(second.deployment().reason()).isEmpty();
    assertThat(second.deployment().startedAt()).isEqualTo(first.deployment().startedAt());
    assertThat(world.attempts(id)).containsExactly("1 lost: " + GONE, "2 running: ");
  }

  @Test
  void putsItBackBeforeWhatCameLater() {
    var id = world.push(project, "main", 'a');
    world.push(project, "next", 'b');
    var lost = world.claim();

    world.control.release(lost.claim(), GONE);
    world.clock.pass(Duration.ofSeconds(5));

    assertThat(world.claim().deployment().id()).isEqualTo(id);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    var id = world.push(project, "main", 'a');
    for (int attempt = 1; attempt <= JobControl.MAX_FAULTS; attempt++) {
      var claim = world.claim().claim();
      assertThat(claim.attempt()).isEqualTo(attempt);
      world.control.release(claim, GONE);
      world.clock.pass(Duration.ofSeconds(30));
    }

    var deployment = world.deployment(id);
    assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(deployment.reason().orElseThrow().code()).isEqualTo("platform-lost");
    assertThat(deployment.reason().orElseThrow().what()).contains(GONE);
    assertThat(world.attempts(id))
        .containsExactly("1 lost: " + GONE, "2 lost: " + GONE, "3 lost: " + GONE);
    assertThat(world.queue.claim(World.RUNNER, World.LEASE)).isEmpty();
    assertThat(world.control.running()).isEmpty();
  }

  @Test
  void endsWhatLostItsRunnerAsItWasToldTo() {
    var id = world.push(project, "main", 'a');
    var claim = world.claim().claim();
    world.control.cancel(id, CANCELED);

    world.control.release(claim, GONE);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(world.deployment(id).reason()).contains(CANCELED);
    assertThat(world.attempts(id)).containsExactly("1 lost: " + GONE);
    assertThat(world.control.waiting()).isZero();
  }

  @Test
  void releasesOnlyWhatHasBeenSilentForTooLong() {
    world.push(project, "main", 'a');
    world.push(project, "next", 'b');
    var silent = world.claim();
    var alive = world.claim();
    world.clock.pass(World.LEASE);
    world.queue.heartbeat(alive.claim(), World.LEASE);
    world.clock.pass(Duration.ofMillis(1));

    var released = world.control.releaseExpired();

    assertThat(released)
        .containsExactly(new RunningJob(silent.claim(), silent.deployment().id(), World.RUNNER));
    assertThat(world.queue.heartbeat(silent.claim(), World.LEASE)).isEqualTo(new Signal.Lost());
    assertThat(world.queue.heartbeat(alive.claim(), World.LEASE)).isEqualTo(new Signal.GoOn());
    assertThat(world.control.releaseExpired()).isEmpty();
  }

  @Test
  void leavesNoDeploymentThatIsNeitherWaitingNorRunningNorEnded() {
    world.push(project, "main", 'a');
    world.push(project, "next", 'b');
    world.claim();
    world.queue.deploying(world.claim().claim());
    world.clock.pass(World.LEASE.plusSeconds(1));

    world.control.releaseExpired();

    assertThat(world.deployments.newest(project.id(), 10))
        .extracting(Deployment::state)
        .containsOnly(DeploymentState.QUEUED);
    assertThat(world.control.waiting()).isEqualTo(2);
  }
}
