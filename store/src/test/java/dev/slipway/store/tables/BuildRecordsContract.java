package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class BuildRecordsContract extends TablesContract {

  private static final BuildKey KEY = new BuildKey("01".repeat(32));
  private static final BuildKey OTHER_KEY = new BuildKey("02".repeat(32));
  private static final ArtifactDigest OTHER = new ArtifactDigest("cd".repeat(32));

  private Project project;
  private DeploymentId first;

  @BeforeEach
  void build() {
    project = world.project("shop");
    first = world.push(project, "next", 'a');
    world.publishNext();
    world.builds.record(first, KEY, World.ARTIFACT);
  }

  @Test
  void findsWhatWasBuiltForAnyBranch() {
    var found = world.builds.find(project.id(), KEY);

    assertThat(found)
        .contains(
            new PastBuild(
                World.ARTIFACT,
                world.deployment(first).shortId(),
                new BranchName("next"),
                world.clock.instant()));
  }

  @Test
  void findsNothingForAnotherKey() {
    assertThat(world.builds.find(project.id(), OTHER_KEY)).isEmpty();
  }

  @Test
  void findsNothingOfAnotherProject() {
    var other = world.project("shop-2");

    assertThat(world.builds.find(other.id(), KEY)).isEmpty();
  }

  @Test
  void keepsTheNewestBuildOfAKey() {
    world.clock.pass(Duration.ofHours(1));
    var second = world.push(project, "main", 'b');
    world.publishNext();

    world.builds.record(second, KEY, OTHER);

    var found = world.builds.find(project.id(), KEY).orElseThrow();
    assertThat(found.artifact()).isEqualTo(OTHER);
    assertThat(found.deployment()).isEqualTo(world.deployment(second).shortId());
    assertThat(world.count("build_record")).isOne();
  }

  @Test
  void forgetsAnArtifactWhoseFileGoes() {
    world.builds.forget(OTHER);
    assertThat(world.builds.find(project.id(), KEY)).isPresent();

    world.builds.forget(World.ARTIFACT);

    assertThat(world.builds.find(project.id(), KEY)).isEmpty();
  }

  @Test
  void recordsTheSameTwice() {
    world.builds.record(first, KEY, World.ARTIFACT);

    assertThat(world.count("build_record")).isOne();
  }

  @Test
  void knowsWhatIsToBeBuiltInAnyCase() {
    var usual = world.push(project, "main", 'b');

    var wanted = World.queued(world.intake.request(project.id(), again('c').rebuilt()));

    assertThat(world.builds.isRebuild(usual)).isFalse();
    assertThat(world.builds.isRebuild(wanted)).isTrue();
  }

  @Test
  void makesOneThatWaitsARebuildWhenThatIsAskedFor() {
    var waiting = world.push(project, "main", 'b');

    var decision = world.intake.request(project.id(), again('b').rebuilt());

    assertThat(decision).isInstanceOf(Decision.Joined.class);
    assertThat(world.builds.isRebuild(waiting)).isTrue();
  }

  @Test
  void replacesOneThatRunsWhenARebuildIsAskedFor() {
    world.push(project, "main", 'b');
    world.claim();

    var decision = world.intake.request(project.id(), again('b').rebuilt());

    assertThat(world.builds.isRebuild(World.queued(decision))).isTrue();
  }

  @Test
  void staysARebuildWhenItIsAskedForAgainWithoutThat() {
    var wanted = World.queued(world.intake.request(project.id(), again('b').rebuilt()));

    world.intake.request(project.id(), again('b'));

    assertThat(world.builds.isRebuild(wanted)).isTrue();
  }

  private static Intent.Deploy again(char commit) {
    return new Intent.Deploy(World.MAIN, Optional.of(World.commit(commit)), true);
  }
}
