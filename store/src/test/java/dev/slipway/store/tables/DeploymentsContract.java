package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class DeploymentsContract extends TablesContract {

  @Test
  void findsADeploymentByEitherName() {
    var project = world.project("shop");
    var id = world.push(project, "main", 'a');

    var found = world.deployments.find(id).orElseThrow();

    assertThat(found)
        .isEqualTo(
            new Deployment(
                id,
                found.shortId(),
                found.sequence(),
                project.id(),
                World.MAIN,
                Environment.PRODUCTION,
                Optional.of(World.commit('a')),
                DeploymentState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                world.clock.instant(),
                Optional.empty(),
                Optional.empty()));
    assertThat(world.deployments.find(found.shortId())).contains(found);
  }

  @Test
  void findsNothingElse() {
    assertThat(world.deployments.find(new DeploymentId(UUID.randomUUID()))).isEmpty();
    assertThat(world.deployments.find(new ShortId("0123456789"))).isEmpty();
  }

  @Test
  void listsTheNewestOfAProjectFirst() {
    var project = world.project("shop");
    world.push(world.project("blog"), "main", 'f');
    world.push(project, "main", 'a');
    var second = world.push(project, "next", 'b');
    var third = world.push(project, "main", 'c');

    assertThat(world.deployments.newest(project.id(), 2))
        .extracting(Deployment::id)
        .containsExactly(third, second);
  }

  @Test
  void findsTheNewestOfACommitOnAnyBranch() {
    var project = world.project("shop");
    world.push(project, "main", 'a');
    var second = world.push(project, "next", 'a');
    world.push(project, "main", 'b');

    assertThat(world.deployments.newest(project.id(), World.commit('a').sha()))
        .hasValueSatisfying(newest -> assertThat(newest.id()).isEqualTo(second));
    assertThat(world.deployments.newest(project.id(), World.commit('c').sha())).isEmpty();
  }

  @Test
  void findsTheNewestOfABranchInAnyState() {
    var project = world.project("shop");
    world.push(project, "main", 'a');
    var second = world.push(project, "main", 'b');
    world.push(project, "next", 'c');
    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);

    assertThat(world.deployments.newest(project.id(), World.MAIN))
        .hasValueSatisfying(newest -> assertThat(newest.id()).isEqualTo(second));
    assertThat(world.deployments.newest(project.id(), new BranchName("none"))).isEmpty();
  }

  @Test
  void findsWhatWasReadyForProductionBefore() {
    var project = world.project("shop");
    world.push(world.project("blog"), "main", 'f');
    world.push(project, "main", 'a');
    world.publishNext();
    var first = world.publishNext();
    world.push(project, "next", 'b');
    var preview = world.publishNext();
    world.push(project, "main", 'c');
    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);
    world.push(project, "main", 'd');
    var last = world.deployment(world.publishNext());

    assertThat(world.deployments.readyBefore(project.id(), last.sequence()))
        .hasValueSatisfying(before -> assertThat(before.id()).isEqualTo(first));
    assertThat(world.deployment(preview).sequence())
        .isGreaterThan(world.deployment(first).sequence());
    assertThat(world.deployments.readyBefore(project.id(), world.deployment(first).sequence()))
        .isEmpty();
  }

  @Test
  void countsWhatWaitsRunsAndIsOverdue() {
    var project = world.project("shop");
    assertThat(QueueFigures.read(world.db, world.clock.instant()))
        .isEqualTo(new QueueFigures(0, 0, 0));
    world.push(project, "one", 'a');
    world.push(project, "two", 'b');
    world.push(project, "three", 'c');
    world.publishNext();
    world.claim();

    assertThat(QueueFigures.read(world.db, world.clock.instant()))
        .isEqualTo(new QueueFigures(1, 1, 0));
    world.clock.pass(World.LEASE.plusSeconds(1));
    assertThat(QueueFigures.read(world.db, world.clock.instant()))
        .isEqualTo(new QueueFigures(1, 1, 1));
  }

  @Test
  void tellsEveryTryWithItsReason() {
    var project = world.project("shop");
    var other = world.push(project, "other", 'b');
    var id = world.push(project, "main", 'a');
    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);
    var begun = world.clock.instant();

    assertThat(world.deployments.attempts(id)).isEmpty();
    var claim = world.claim().claim();
    assertThat(world.deployments.attempts(id))
        .containsExactly(new Attempt(1, World.RUNNER.value(), begun, Optional.empty()));
    world.clock.pass(Duration.ofMinutes(1));
    world.control.release(claim, "The node lost its power.");
    var lost = world.clock.instant();
    world.clock.pass(Duration.ofHours(1));
    world.publishNext();
    var end = world.clock.instant();

    assertThat(world.deployments.attempts(id))
        .containsExactly(
            new Attempt(
                1,
                World.RUNNER.value(),
                begun,
                Optional.of(
                    new Attempt.End(Attempt.Outcome.LOST, lost, "The node lost its power."))),
            new Attempt(
                2,
                World.RUNNER.value(),
                end,
                Optional.of(new Attempt.End(Attempt.Outcome.READY, end, World.BUILT.what()))));
    assertThat(world.deployments.attempts(other))
        .extracting(attempt -> attempt.end().map(Attempt.End::outcome))
        .containsExactly(Optional.of(Attempt.Outcome.FAILED));
  }
}
