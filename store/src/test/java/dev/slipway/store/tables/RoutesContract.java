package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class RoutesContract extends TablesContract {

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void servesADeploymentUnderEitherOfItsNamesForEver() {
    world.push(project, "main", 'a');
    var ready = world.deployment(world.publishNext());
    world.push(project, "main", 'b');
    world.publishNext();

    var fixed = new Route.Ready(ready, World.ARTIFACT, true);
    assertThat(resolve(ready.shortId().value())).isEqualTo(fixed);
    assertThat(resolve(ready.id().toString())).isEqualTo(fixed);
  }

  @Test
  void showsAnAppAsOneAndNotItsArtifact() {
    world.push(project, "main", 'a');
    var job = world.claim();
    var image = new DeploymentImages.Recorded(new ImageId("a".repeat(64)), 9);
    var program = new Publication.Program(new App("node server.js"), image);
    world.queue.deploying(job.claim());
    world.queue.publish(
        job.claim(), new Publication(World.ARTIFACT, World.BUILT, Optional.of(program)));
    var app = world.deployment(job.deployment().id());

    assertThat(resolve("shop")).isEqualTo(new Route.App(app));
    assertThat(resolve(app.shortId().value())).isEqualTo(new Route.App(app));
    assertThat(resolve(app.id().toString())).isEqualTo(new Route.App(app));
  }

  @Test
  void saysWhatBecomesOfADeploymentThatIsNotReady() {
    var id = world.push(project, "main", 'a');
    var queued = world.deployment(id);

    assertThat(resolve(queued.shortId().value())).isEqualTo(new Route.NotReady(queued));
    assertThat(resolve(id.toString())).isEqualTo(new Route.NotReady(queued));

    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);
    assertThat(resolve(id.toString())).isEqualTo(new Route.NotReady(world.deployment(id)));
  }

  @Test
  void servesTheNewestReadyOfProductionAndOfABranch() {
    world.push(project, "main", 'a');
    var first = world.publishNext();
    world.push(project, "next", 'b');
    var preview = world.publishNext();
    world.push(project, "main", 'c');

    assertThat(resolve("shop")).isEqualTo(alias(first));
    assertThat(resolve("main--shop")).isEqualTo(alias(first));
    assertThat(resolve("next--shop")).isEqualTo(alias(preview));
  }

  @Test
  void keepsServingTheOldOneWhenTheNewOneFails() {
    world.push(project, "main", 'a');
    var first = world.publishNext();
    world.push(project, "main", 'b');
    world.queue.end(world.claim().claim(), DeploymentState.FAILED, World.BROKEN);

    assertThat(resolve("shop")).isEqualTo(alias(first));
  }

  @Test
  void neverMovesAnAliasBack() {
    var older = world.push(project, "main", 'a');
    var slow = world.claim().claim();
    world.push(project, "main", 'b');
    forgetThatItWasToldToStop();
    var newer = world.publishNext();

    world.publish(slow);

    assertThat(world.deployment(older).state()).isEqualTo(DeploymentState.READY);
    assertThat(resolve("shop")).isEqualTo(alias(newer));
    assertThat(resolve("main--shop")).isEqualTo(alias(newer));
  }

  @Test
  void showsHowFarTheFirstDeploymentOfAnAliasIs() {
    var production = world.deployment(world.push(project, "main", 'a'));
    var preview = world.deployment(world.push(project, "next", 'b'));

    assertThat(resolve("shop")).isEqualTo(new Route.NotReady(production));
    assertThat(resolve("main--shop")).isEqualTo(new Route.NotReady(production));
    assertThat(resolve("next--shop")).isEqualTo(new Route.NotReady(preview));
  }

  @Test
  void isEmptyForAProjectThatHasNothingInProduction() {
    var before = resolve("shop");
    world.push(project, "next", 'a');
    world.publishNext();

    assertThat(before).isEqualTo(new Route.Empty());
    assertThat(resolve("shop")).isEqualTo(new Route.Empty());
  }

  @Test
  void knowsNothingOfAnyOtherHost() {
    world.push(project, "main", 'a');

    assertThat(resolve("blog")).isEqualTo(new Route.Unknown());
    assertThat(resolve("next--shop")).isEqualTo(new Route.Unknown());
    assertThat(resolve("0123456789")).isEqualTo(new Route.Unknown());
    assertThat(resolve("00000000-0000-0000-0000-000000000000")).isEqualTo(new Route.Unknown());
  }

  @Test
  void givesBranchesThatLookAlikeDifferentHosts() {
    var slash = new BranchName("fix/login");
    var hyphen = new BranchName("fix-login");
    world.push(project, slash.value(), 'a');
    var first = world.publishNext();
    world.push(project, hyphen.value(), 'b');
    var second = world.publishNext();

    assertThat(resolve("fix-login--shop")).isEqualTo(alias(first));
    assertThat(resolve(HostLabel.distinctOf(hyphen, project.name()).value()))
        .isEqualTo(alias(second));
  }

  @Test
  void keepsTheHostOfABranchFromDeploymentToDeployment() {
    world.push(project, "fix/login", 'a');
    world.push(project, "fix-login", 'b');
    world.publishNext();
    world.publishNext();
    world.push(project, "fix-login", 'c');
    var newest = world.publishNext();

    var distinct = HostLabel.distinctOf(new BranchName("fix-login"), project.name());
    assertThat(resolve(distinct.value())).isEqualTo(alias(newest));
    assertThat(world.count("host")).isEqualTo(1 + 2 + 3);
  }

  @Test
  void goesWithoutAHostWhereOtherBranchesHaveBothLabels() {
    var distinct = HostLabel.distinctOf(new BranchName("fix-login"), project.name()).value();
    var squatter = distinct.substring(0, distinct.indexOf("--"));
    world.push(project, "fix/login", 'a');
    world.push(project, squatter, 'b');
    world.publishNext();
    var second = world.publishNext();

    world.push(project, "fix-login", 'c');
    var third = world.deployment(world.publishNext());

    assertThat(resolve(distinct)).isEqualTo(alias(second));
    assertThat(resolve(third.shortId().value()))
        .isEqualTo(new Route.Ready(third, World.ARTIFACT, true));
  }

  /// What was told to stop is not published at all, so that alone would keep the alias; it must not
  /// move back without that either.
  private void forgetThatItWasToldToStop() {
    world
        .db
        .sql(
            """
            update job set stop_state = null, stop_code = null, stop_what = null, stop_to_do = null
            """)
        .update();
  }

  private Route resolve(String label) {
    return world.routes.resolve(new HostLabel(label));
  }

  private Route alias(DeploymentId id) {
    Deployment deployment = world.deployment(id);
    return new Route.Ready(deployment, World.ARTIFACT, false);
  }
}
