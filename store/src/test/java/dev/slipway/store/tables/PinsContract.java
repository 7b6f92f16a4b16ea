package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Pins.Pinned;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What it takes to pin a deployment.
abstract class PinsContract extends TablesContract {

  private Project project;

  @BeforeEach
  void addProject() {
    project = world.project("shop");
  }

  @Test
  void pinsWhatIsReadyAndLetsItGoAgain() {
    var id = world.published(project, "main", 1);

    assertThat(world.pins.pin(id)).isEqualTo(Pinned.DONE);
    assertThat(world.pins.pin(id)).isEqualTo(Pinned.DONE);
    assertThat(world.pins.isPinned(id)).isTrue();
    assertThat(world.pins.unpin(id)).isEqualTo(Pinned.DONE);

    assertThat(world.pins.isPinned(id)).isFalse();
  }

  @Test
  void pinsNothingThatHasNoFiles() {
    var queued = world.push(project, "main", 'a');

    assertThat(world.pins.pin(queued)).isEqualTo(Pinned.NOT_READY);
    assertThat(world.pins.pin(new DeploymentId(UUID.randomUUID()))).isEqualTo(Pinned.UNKNOWN);

    assertThat(world.pins.isPinned(queued)).isFalse();
  }

  @Test
  void saysThatTheFilesWereRemoved() {
    var old = world.published(project, "main", 1);
    world.published(project, "main", 2);
    world.clock.pass(Duration.ofDays(2));
    var expiry =
        new Expiry(
            project.id(),
            World.artifact(1),
            List.of(old),
            world.clock.instant(),
            1,
            Expiry.Cause.AGE);
    assertThat(world.retention.expire(expiry, Duration.ofDays(1))).isTrue();

    assertThat(world.pins.pin(old)).isEqualTo(Pinned.REMOVED);

    assertThat(world.pins.isPinned(old)).isFalse();
    assertThat(world.pins.unpin(old)).isEqualTo(Pinned.DONE);
  }
}
