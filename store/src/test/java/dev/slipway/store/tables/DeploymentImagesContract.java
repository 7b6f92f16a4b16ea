package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.job.ClaimLostException;
import dev.slipway.core.job.Publication;
import dev.slipway.store.failure.StoreException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class DeploymentImagesContract extends TablesContract {

  private static final Recorded IMAGE = new Recorded(new ImageId("a".repeat(64)), 5L << 30);
  private static final App APP = new App("node server.js");
  private static final Recorded OTHER = new Recorded(new ImageId("b".repeat(64)), 7);

  @Test
  void knowsTheImageOfADeploymentAndOfNoOther() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    var project = world.project("shop");
    var first = world.push(project, "main", 'a');
    var second = world.push(project, "next", 'b');

    images.record(first, IMAGE);

    assertThat(images.find(first)).contains(IMAGE);
    assertThat(images.find(second)).isEmpty();
  }

  @Test
  void keepsTheImageThatWasRecordedFirst() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    var deployment = world.push(world.project("shop"), "main", 'a');
    images.record(deployment, IMAGE);

    images.record(deployment, OTHER);

    assertThat(images.find(deployment)).contains(IMAGE);
    assertThat(world.count("deployment_image")).isEqualTo(1);
  }

  @Test
  void tellsWhoHasAnImage() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    var project = world.project("shop");
    var first = world.push(project, "main", 'a');
    var second = world.push(project, "next", 'b');
    images.record(first, IMAGE);
    images.record(second, IMAGE);

    assertThat(images.of(IMAGE.id())).containsExactlyInAnyOrder(first, second);
    assertThat(images.of(OTHER.id())).isEmpty();
  }

  @Test
  void forgetsAnImageThatIsRemoved() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    var project = world.project("shop");
    var first = world.push(project, "main", 'a');
    var second = world.push(project, "next", 'b');
    images.record(first, IMAGE);
    images.record(second, OTHER);

    images.forget(IMAGE.id());

    assertThat(images.find(first)).isEmpty();
    assertThat(images.find(second)).contains(OTHER);
  }

  @Test
  void recordsTheImageOfAnAppWithIt() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    world.push(world.project("shop"), "main", 'a');
    var job = world.claim();
    world.queue.deploying(job.claim());

    world.queue.publish(job.claim(), publication(IMAGE));

    assertThat(images.find(job.deployment().id())).contains(IMAGE);
    assertThat(world.deployment(job.deployment().id()).app()).contains(APP);
  }

  @Test
  void recordsNoImageOfAnAppThatIsNotPublished() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    world.push(world.project("shop"), "main", 'a');
    var job = world.claim();
    world.queue.end(job.claim(), DeploymentState.FAILED, World.BROKEN);

    assertThatThrownBy(() -> world.queue.publish(job.claim(), publication(IMAGE)))
        .isInstanceOf(ClaimLostException.class);
    assertThat(images.find(job.deployment().id())).isEmpty();
  }

  private static Publication publication(Recorded image) {
    return new Publication(
        World.ARTIFACT, World.BUILT, Optional.of(new Publication.Program(APP, image)));
  }

  @Test
  void recordsNothingOfADeploymentThatThereIsNot() {
    var images = new DatabaseDeploymentImages(world.db, world.clock);
    var nowhere = new DeploymentId(UUID.randomUUID());

    assertThatThrownBy(() -> images.record(nowhere, IMAGE)).isInstanceOf(StoreException.class);
  }
}
