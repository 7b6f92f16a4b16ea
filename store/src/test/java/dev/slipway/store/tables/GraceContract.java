package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an alias is known to have shown until a short while ago.
abstract class GraceContract extends TablesContract {

  private static final Duration HOUR = Duration.ofHours(1);

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void knowsWhatAnAliasShowedBefore() {
    published("main", 1);
    world.clock.pass(HOUR);
    published("main", 2);
    world.clock.pass(HOUR);
    published("main", 3);

    var production = ready("shop");

    assertThat(production.artifact()).isEqualTo(artifact(3));
    assertThat(production.earlier()).containsExactly(artifact(2), artifact(1));
    assertThat(ready("main--shop").earlier()).containsExactly(artifact(2), artifact(1));
  }

  @Test
  void knowsNothingOfAnAliasThatNeverMoved() {
    published("main", 1);

    assertThat(ready("shop").earlier()).isEmpty();
  }

  @Test
  void countsFromWhenItWasLastShown() {
    published("main", 1);
    world.clock.pass(RetentionPolicy.USUAL_GRACE.multipliedBy(7));
    published("main", 2);
    world.clock.pass(RetentionPolicy.USUAL_GRACE.minusMillis(1));

    var within = ready("shop").earlier();
    world.clock.pass(Duration.ofMillis(1));
    var after = ready("shop").earlier();

    assertThat(within).containsExactly(artifact(1));
    assertThat(after).isEmpty();
  }

  @Test
  void forgetsTheOldestFirst() {
    published("main", 1);
    published("main", 2);
    world.clock.pass(RetentionPolicy.USUAL_GRACE.minus(HOUR));
    published("main", 3);
    world.clock.pass(HOUR);

    assertThat(ready("shop").earlier()).containsExactly(artifact(2));
  }

  @Test
  void keepsTheLastOnesOfAnAliasThatMovesAllTheTime() {
    for (int i = 1; i <= 15; i++) {
      published("main", i);
      world.clock.pass(Duration.ofSeconds(1));
    }

    assertThat(ready("shop").earlier())
        .hasSize(10)
        .startsWith(artifact(14), artifact(13))
        .endsWith(artifact(5));
  }

  @Test
  void countsWhatAPersonShowed() {
    var first = published("main", 1);
    published("main", 2);
    var preview = published("next", 3);

    world.aliases.show(project.id(), preview);
    world.aliases.show(project.id(), first);

    var production = ready("shop");
    assertThat(production.artifact()).isEqualTo(artifact(1));
    assertThat(production.earlier()).containsExactly(artifact(3), artifact(2));
  }

  @Test
  void namesEachArtifactOnceAndNeverTheOneThatIsShown() {
    var first = published("main", 1);
    published("main", 1);
    var third = published("main", 2);
    for (int i = 0; i < 5; i++) {
      world.aliases.show(project.id(), first);
      world.aliases.show(project.id(), third);
    }

    assertThat(ready("shop").earlier()).containsExactly(artifact(1));
  }

  @Test
  void keepsBranchesApart() {
    published("next", 1);
    published("main", 2);
    published("next", 3);

    assertThat(ready("next--shop").earlier()).containsExactly(artifact(1));
    assertThat(ready("shop").earlier()).isEmpty();
  }

  @Test
  void saysNothingOfHostsThatNeverMove() {
    published("main", 1);
    var last = published("main", 2);

    assertThat(ready(world.deployment(last).shortId().value()).earlier()).isEmpty();
    assertThat(ready(last.value().toString()).earlier()).isEmpty();
  }

  @Test
  void saysNothingToWhoDoesNotServeFiles() {
    published("main", 1);
    world.clock.pass(HOUR);
    published("main", 2);
    world.clock.pass(HOUR);

    var route = new DatabaseRoutes(world.db, world.clock, Duration.ZERO);

    assertThat(ready(route.resolve(new HostLabel("shop"))).earlier()).isEmpty();
  }

  private DeploymentId published(String branch, int number) {
    var intent =
        new Intent.Deploy(
            new BranchName(branch),
            Optional.of(World.commit(Character.forDigit(number, 16))),
            true);
    var id = World.queued(world.intake.request(project.id(), intent));
    var claim = world.claim().claim();
    world.queue.deploying(claim);
    world.queue.publish(claim, new Publication(artifact(number), World.BUILT));
    return id;
  }

  private static ArtifactDigest artifact(int number) {
    return new ArtifactDigest("%02x".formatted(number).repeat(32));
  }

  private Route.Ready ready(String label) {
    return ready(world.routes.resolve(new HostLabel(label)));
  }

  private static Route.Ready ready(Route route) {
    assertThat(route).isInstanceOf(Route.Ready.class);
    return (Route.Ready) route;
  }
}
