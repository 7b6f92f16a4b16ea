package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

abstract class ParallelIntakeContract extends TablesContract {

  @Test
  void makesOneDeploymentOfADeliveryThatComesSixteenTimesAtOnce()
      throws ExecutionException, InterruptedException {
    var delivery = world.delivery(world.project("shop"));

    var decisions =
        InParallel.run(16, () -> world.intake.accept(delivery, World.deploy("main", 'a')));

    assertThat(new HashSet<>(decisions)).hasSize(1);
    assertThat(decisions.getFirst()).isInstanceOf(Decision.Queued.class);
    assertThat(world.count("deployment")).isEqualTo(1);
    assertThat(world.count("job")).isEqualTo(1);
    assertThat(world.count("delivery")).isEqualTo(1);
  }

  @Test
  void queuesACommitOnceThatSixteenDeliveriesAskForAtOnce()
      throws ExecutionException, InterruptedException {
    var project = world.project("shop");

    var decisions =
        InParallel.run(
            16, () -> world.intake.accept(world.delivery(project), World.deploy("main", 'a')));

    assertThat(decisions).filteredOn(Decision.Queued.class::isInstance).hasSize(1);
    assertThat(decisions).filteredOn(Decision.Joined.class::isInstance).hasSize(15);
    assertThat(world.count("delivery")).isEqualTo(16);
  }

  @Test
  void leavesOnlyTheNewestOfManyPushesAtOnce() throws ExecutionException, InterruptedException {
    var project = world.project("shop");
    var commits = new AtomicInteger();

    InParallel.run(
        16,
        () -> world.push(project, "main", Character.forDigit(commits.getAndIncrement() % 16, 16)));

    var all = world.deployments.newest(project.id(), 100);
    assertThat(all).hasSize(16);
    assertThat(all)
        .filteredOn(deployment -> deployment.state() == DeploymentState.QUEUED)
        .containsExactly(
            all.stream().max(Comparator.comparingLong(Deployment::sequence)).orElseThrow());
    assertThat(world.control.waiting()).isEqualTo(1);
  }

  @Test
  void staysRightWhilePushesAndRunnersMeet() throws ExecutionException, InterruptedException {
    var project = world.project("shop");
    var commits = new AtomicInteger();

    InParallel.run(
        8,
        () -> {
          int commit = commits.getAndIncrement();
          for (int i = 0; i < 5; i++) {
            char digit = Character.forDigit((commit * 5 + i) % 16, 16);
            world.intake.accept(world.delivery(project), World.deploy("main", digit));
            world.queue.claim(World.RUNNER, World.LEASE);
          }
          return commit;
        });

    var live =
        world.deployments.newest(project.id(), 100).stream()
            .filter(deployment -> !deployment.state().isFinal())
            .toList();
    long running = world.control.running().size();
    assertThat(live).hasSize(Math.toIntExact(running) + world.control.waiting());
    assertThat(goingOn()).isLessThanOrEqualTo(1);
  }

  /// Returns how many jobs have not ended and were not told to.
  private long goingOn() {
    return world
        .db
        .sql("select count(*) as n from job where state <> 'ended' and stop_state is null")
        .optional(row -> row.number("n"))
        .orElseThrow();
  }
}
