package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.alias.Aliases.Moved;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.Project;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class AliasesContract extends TablesContract {

  private Project project;
  private DeploymentId first;
  private DeploymentId second;

  @BeforeEach
  void publishTwice() {
    project = world.project("shop");
    first = published("main", 'a');
    second = published("main", 'b');
  }

  @Test
  void writesDownEveryMoveOfAnAlias() {
    var preview = published("next", 'c');

    assertThat(world.moves("shop")).containsExactly("published " + first, "published " + second);
    assertThat(world.moves("main--shop"))
        .containsExactly("published " + first, "published " + second);
    assertThat(world.moves("next--shop")).containsExactly("published " + preview);
    assertThat(world.count("alias_move")).isEqualTo(5);
  }

  @Test
  void goesBackToAnEarlierDeployment() {
    var moved = world.aliases.show(project.id(), first);

    assertThat(moved).isEqualTo(Moved.DONE);
    expectShown("shop", first);
    expectShown("main--shop", second);
    assertThat(world.moves("shop")).endsWith("published " + second, "person " + first);
  }

  @Test
  void showsAnotherBranch() {
    var preview = published("next", 'c');

    assertThat(world.aliases.show(project.id(), preview)).isEqualTo(Moved.DONE);

    expectShown("shop", preview);
  }

  @Test
  void isNotUndoneByABuildThatWasQueuedOrRanBefore() {
    world.push(project, "main", 'c');
    var running = world.claim();

    world.aliases.show(project.id(), first);
    world.publish(running.claim());

    assertThat(world.deployment(running.deployment().id()).state())
        .isEqualTo(DeploymentState.READY);
    assertThat(world.deployment(running.deployment().id()).reason()).contains(World.BUILT);
    expectShown("shop", first);
    expectShown("main--shop", running.deployment().id());
    assertThat(world.moves("shop")).endsWith("person " + first);
  }

  @Test
  void isUndoneByTheNextPush() {
    world.aliases.show(project.id(), first);

    var next = published("main", 'c');

    expectShown("shop", next);
    assertThat(world.moves("shop")).endsWith("person " + first, "published " + next);
  }

  @Test
  void showsWhatItShowsAlreadySoThatNothingQueuedMovesIt() {
    world.push(project, "main", 'c');

    assertThat(world.aliases.show(project.id(), second)).isEqualTo(Moved.DONE);
    world.publishNext();

    expectShown("shop", second);
  }

  @Test
  void showsNothingThatIsNotReady() {
    var queued = world.push(project, "main", 'c');

    assertThat(world.aliases.show(project.id(), queued)).isEqualTo(Moved.NOT_READY);

    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);
    assertThat(world.aliases.show(project.id(), queued)).isEqualTo(Moved.NOT_READY);
    expectShown("shop", second);
  }

  @Test
  void showsNothingOfAnotherProject() {
    var other = world.project("blog");

    assertThat(world.aliases.show(other.id(), first)).isEqualTo(Moved.UNKNOWN);
    assertThat(world.aliases.show(project.id(), new DeploymentId(UUID.randomUUID())))
        .isEqualTo(Moved.UNKNOWN);
    assertThat(world.moves("blog")).isEmpty();
  }

  @Test
  void publishesOnceThoughARunnerTriesAgain() {
    world.push(project, "main", 'c');
    var claim = world.claim().claim();
    world.publish(claim);
    long moves = world.count("alias_move");

    assertThatThrownBy(() -> world.queue.publish(claim, publication()))
        .isInstanceOf(ClaimLostException.class);

    assertThat(world.count("alias_move")).isEqualTo(moves);
  }

  @Test
  void publishesOnceThoughTwoAttemptsTry() {
    var id = world.push(project, "main", 'c');
    var slow = world.claim().claim();
    world.queue.deploying(slow);
    world.loseRunner(slow);
    world.publishNext();

    assertThatThrownBy(() -> world.queue.publish(slow, publication()))
        .isInstanceOf(ClaimLostException.class);

    assertThat(world.moves("shop")).filteredOn(("published " + id)::equals).hasSize(1);
  }

  @Test
  void staysWithThePersonWhateverIsPublishedAtThatMoment()
      throws ExecutionException, InterruptedException {
    var claims =
        Stream.of("one", "two", "three", "main")
            .map(branch -> world.push(project, branch, 'c'))
            .map(_ -> world.claim().claim())
            .peek(world.queue::deploying)
            .toList();
    var callers = new AtomicInteger();

    InParallel.run(
        claims.size() + 1,
        () -> {
          int caller = callers.getAndIncrement();
          if (caller == claims.size()) {
            return world.aliases.show(project.id(), first);
          }
          world.queue.publish(claims.get(caller), publication());
          return Moved.DONE;
        });

    expectShown("shop", first);
    assertThat(world.moves("shop")).endsWith("person " + first);
  }

  private DeploymentId published(String branch, char commit) {
    world.push(project, branch, commit);
    return world.publishNext();
  }

  private static Publication publication() {
    return new Publication(World.ARTIFACT, World.BUILT);
  }

  private void expectShown(String label, DeploymentId id) {
    assertThat(world.routes.resolve(new HostLabel(label)))
        .isEqualTo(new Route.Ready(world.deployment(id), World.ARTIFACT, false));
  }
}
