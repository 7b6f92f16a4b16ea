package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobControl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a job that is taken from its runner.
abstract class FaultsContract extends TablesContract {

  private static final String GONE = "Its runner is gone.";
  private static final String STOPPED = "The service was stopped.";
  private static final Reason UNREACHABLE =
      new Reason("engine-unreachable", "The engine does not answer.", "Start it.");

  private DeploymentId id;

  @BeforeEach
  void queueOne() {
    id = world.push(world.project("shop"), "main", 'a');
  }

  @Test
  void triesAgainFiveSecondsAfterTheFirstFaultAndThirtyAfterTheSecond() {
    world.control.release(claim(), GONE);
    expectDueAfter(Duration.ofSeconds(5));

    world.control.release(claim(), UNREACHABLE);
    expectDueAfter(Duration.ofSeconds(30));

    assertThat(world.deployment(id).reason().orElseThrow().what())
        .isEqualTo(
            "Attempt 2 came to nothing, which is fault 2 of 3 of the platform: The engine does not"
                + " answer. Start it. It is tried again at 2026-11-21T10:00:35Z.");
  }

  @Test
  void givesUpWithTheLastFaultIfThatHasAName() {
    world.loseRunner(claim());
    world.loseRunner(claim());

    world.control.release(claim(), UNREACHABLE);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.FAILED);
    assertThat(world.deployment(id).reason()).contains(UNREACHABLE);
    assertThat(world.attempts(id))
        .containsExactly(
            "1 lost: The runner is gone.",
            "2 lost: The runner is gone.",
            "3 lost: The engine does not answer. Start it.");
  }

  @Test
  void saysHowOftenItWasLostIfTheLastFaultHasNoName() {
    world.control.release(claim(), UNREACHABLE);
    world.clock.pass(Duration.ofSeconds(5));
    world.loseRunner(claim());

    world.control.release(claim(), GONE);

    assertThat(world.reason(id))
        .startsWith("platform-lost: The platform lost it 3 times. The last time: " + GONE);
  }

  @Test
  void takesWhatIsGivenBackAgainAtOnce() {
    var first = claim();
    world.queue.deploying(first);

    world.control.giveBack(first, STOPPED);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.QUEUED);
    assertThat(world.reason(id))
        .isEqualTo(
            "given-back: Attempt 1 was given back: "
                + STOPPED
                + " It is tried again as soon as a runner is free.");
    assertThat(world.control.claimable()).isEqualTo(1);
    assertThat(claim().attempt()).isEqualTo(2);
    assertThat(world.attempts(id)).containsExactly("1 lost: " + STOPPED, "2 running: ");
  }

  @Test
  void countsNoFaultForWhatIsGivenBack() {
    for (int i = 0; i < JobControl.MAX_FAULTS + 1; i++) {
      world.control.giveBack(claim(), STOPPED);
    }
    world.loseRunner(claim());
    world.control.giveBack(claim(), STOPPED);
    world.loseRunner(claim());
    var last = claim();

    assertThat(last.attempt()).isEqualTo(8);
    world.control.release(last, GONE);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.FAILED);
  }

  @Test
  void endsWhatIsGivenBackAsItWasToldTo() {
    var canceled = Reason.of("canceled", "Ada stopped it.");
    var claim = claim();
    world.control.cancel(id, canceled);

    world.control.giveBack(claim, STOPPED);

    assertThat(world.deployment(id).state()).isEqualTo(DeploymentState.CANCELED);
    assertThat(world.deployment(id).reason()).contains(canceled);
    assertThat(world.attempts(id)).containsExactly("1 lost: " + STOPPED);
  }

  @Test
  void countsALeaseThatHasRunOutAsAFault() {
    for (int fault = 1; fault <= JobControl.MAX_FAULTS; fault++) {
      claim();
      world.clock.pass(World.LEASE.plusMillis(1));
      assertThat(world.control.releaseExpired()).hasSize(1);
      world.clock.pass(Duration.ofSeconds(30));
    }

    assertThat(world.reason(id)).startsWith("platform-lost: ");
  }

  @Test
  void triesNoFailingBuildAgain() {
    world.queue.end(claim(), DeploymentState.FAILED, World.BROKEN);
    world.clock.pass(Duration.ofDays(1));

    assertThat(world.control.claimable()).isZero();
    assertThat(world.attempts(id)).hasSize(1);
  }

  private Claim claim() {
    return world.claim().claim();
  }

  private void expectDueAfter(Duration pause) {
    world.clock.pass(pause.minusMillis(1));
    assertThat(world.queue.claim(World.RUNNER, World.LEASE)).isEmpty();
    world.clock.pass(Duration.ofMillis(1));
    assertThat(world.control.claimable()).isEqualTo(1);
  }
}
