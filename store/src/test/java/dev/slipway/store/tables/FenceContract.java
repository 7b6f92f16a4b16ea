package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.JobId;
import dev.slipway.core.job.JobQueue;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.Signal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a runner can do with a claim that is no longer valid: nothing.
abstract class FenceContract extends TablesContract {

  /// One way to write.
  record Write(String name, BiConsumer<JobQueue, Claim> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Write> WRITES =
      List.of(
          new Write("resolve", (queue, claim) -> queue.resolve(claim, World.commit('e'))),
          new Write("deploying", JobQueue::deploying),
          new Write(
              "publish",
              (queue, claim) -> queue.publish(claim, new Publication(World.ARTIFACT, World.BUILT))),
          new Write(
              "overtaken",
              (queue, claim) -> queue.overtaken(claim, Optional.of(World.commit('e')))),
          new Write(
              "end", (queue, claim) -> queue.end(claim, DeploymentState.FAILED, World.BROKEN)));

  private DeploymentId deployment;
  private Claim old;

  @BeforeEach
  void claimOnce() {
    deployment = world.push(world.project("shop"), "main", 'a');
    old = world.claim().claim();
    world.queue.deploying(old);
  }

  @Test
  void isTriedWithEveryWriteThatARunnerCanMake() {
    var withoutAWrite = Set.of("claim", "heartbeat");

    var writes =
        Arrays.stream(JobQueue.class.getMethods())
            .map(Method::getName)
            .filter(name -> !withoutAWrite.contains(name));

    assertThat(WRITES).extracting(Write::name).containsExactlyInAnyOrderElementsOf(writes.toList());
  }

  @ParameterizedTest
  @FieldSource("WRITES")
  void keepsAnOldAttemptOutWhileTheJobWaits(Write write) {
    world.control.release(old, "The runner is gone.");

    expectLost(write, old);
  }

  @ParameterizedTest
  @FieldSource("WRITES")
  void keepsAnOldAttemptOutWhileTheNextRuns(Write write) {
    world.loseRunner(old);
    var next = world.claim().claim();

    expectLost(write, old);
    assertThat(next.attempt()).isEqualTo(2);
    assertThat(world.queue.heartbeat(next, World.LEASE)).isEqualTo(new Signal.GoOn());
  }

  @ParameterizedTest
  @FieldSource("WRITES")
  void keepsAnOldAttemptOutWhenTheNextHasPublished(Write write) {
    world.loseRunner(old);
    world.publishNext();

    expectLost(write, old);
    assertThat(world.routes.resolve(new HostLabel("shop"))).isInstanceOf(Route.Ready.class);
  }

  @ParameterizedTest
  @FieldSource("WRITES")
  void keepsAnAttemptOutThatHasEndedItself(Write write) {
    world.queue.end(old, DeploymentState.FAILED, World.BROKEN);

    expectLost(write, old);
  }

  @ParameterizedTest
  @FieldSource("WRITES")
  void keepsAnAttemptOutThatNeverWas(Write write) {
    expectLost(write, new Claim(old.job(), 2));
    expectLost(write, new Claim(new JobId(UUID.randomUUID()), 1));
  }

  @Test
  void tellsAnOldAttemptThatItIsLostAndLeavesTheLeaseOfTheNext() {
    world.loseRunner(old);
    world.claim();
    world.clock.pass(World.LEASE.plusSeconds(1));

    assertThat(world.queue.heartbeat(old, World.LEASE)).isEqualTo(new Signal.Lost());

    assertThat(world.control.releaseExpired()).hasSize(1);
  }

  @Test
  void releasesNothingForAnOldAttempt() {
    world.loseRunner(old);
    var next = world.claim().claim();

    world.control.release(old, "The runner is gone, once more.");
    world.control.release(old, World.BROKEN);
    world.control.giveBack(old, "The runner is gone, once more.");

    assertThat(world.queue.heartbeat(next, World.LEASE)).isEqualTo(new Signal.GoOn());
    assertThat(world.attempts(deployment))
        .containsExactly("1 lost: The runner is gone.", "2 running: ");
  }

  private void expectLost(Write write, Claim claim) {
    var before = world.deployment(deployment);
    var attempts = world.attempts(deployment);
    long deployments = world.count("deployment");
    long moves = world.count("alias_move");

    assertThatThrownBy(() -> write.call().accept(world.queue, claim))
        .isInstanceOf(ClaimLostException.class)
        .hasMessageContaining(claim.toString());

    assertThat(world.deployment(deployment)).isEqualTo(before);
    assertThat(world.attempts(deployment)).isEqualTo(attempts);
    assertThat(world.count("deployment")).isEqualTo(deployments);
    assertThat(world.count("alias_move")).isEqualTo(moves);
  }
}
