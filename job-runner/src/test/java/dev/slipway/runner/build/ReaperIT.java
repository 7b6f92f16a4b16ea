package dev.slipway.runner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.project.ProjectId;
import dev.slipway.runner.log.BuildLog;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReaperIT {

  private final TestEngine engine = new TestEngine();
  private final Reaper reaper = new Reaper(engine.engine, engine.instance);

  @AfterEach
  void removeLeftovers() {
    reaper.reap(Set::of);
  }

  @AfterAll
  void remove() {
    engine.close();
  }

  @Test
  void removesWhatAKilledRunnerHasLeft() throws InterruptedException {
    var left = running();

    var reaped = reaper.reap(Set::of);

    assertThat(reaped.containers()).containsExactly(left.name());
    assertThat(reaped.networks()).containsExactly(left.name());
    assertThat(reaped.volumes()).containsExactly(left.name());
    assertThat(engine.leftovers()).isEmpty();
    assertThat(engine.volumes()).contains(left.cacheVolume());
  }

  @Test
  void removesTheCacheThatAPreviewHadForItself() throws InterruptedException {
    var project = new ProjectId(UUID.randomUUID());
    var left =
        running(new BuildScope(engine.instance, engine.scope().claim(), project, Trust.PREVIEW));

    var reaped = reaper.reap(Set::of);

    assertThat(reaped.volumes()).containsExactlyInAnyOrder(left.name(), left.cacheVolume());
    assertThat(engine.volumes()).doesNotContain(left.cacheVolume());
    assertThat(engine.leftovers()).isEmpty();
  }

  @Test
  void leavesWhatIsLive() throws InterruptedException {
    var live = running();

    var reaped = reaper.reap(() -> Set.of(live.claim()));

    assertThat(reaped.isEmpty()).isTrue();
    assertThat(engine.leftovers()).hasSize(3);
  }

  @Test
  void removesWhatAnEarlierAttemptOfALiveJobHasLeft() throws InterruptedException {
    var earlier = running();
    var now = new Claim(earlier.claim().job(), earlier.claim().attempt() + 1);

    reaper.reap(() -> Set.of(now));

    assertThat(engine.leftovers()).isEmpty();
  }

  @Test
  void leavesWhatIsMadeWhileItLooks() {
    var made = new ArrayList<BuildScope>();

    var reaped =
        reaper.reap(() -> {
          try {
            made.add(running());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Set.of();
        });

    assertThat(reaped.isEmpty()).isTrue();
    assertThat(engine.leftovers()).hasSize(3).anyMatch(thing -> thing.contains(made.get(0).name()));
  }

  @Test
  void leavesWhatIsAnotherPlatforms() throws InterruptedException {
    running();

    var reaped = new Reaper(engine.engine, engine.instance + "-other").reap(Set::of);

    assertThat(reaped.isEmpty()).isTrue();
    assertThat(engine.leftovers()).hasSize(3);
  }

  /// Leaves a build behind that runs, as a killed runner does.
  private BuildScope running() throws InterruptedException {
    return running(engine.scope());
  }

  private BuildScope running(BuildScope scope) throws InterruptedException {
    var trial = new BuildTrial(engine).building("sleep 600");
    trial.scope = scope;
    var sandbox = new Sandbox(engine.engine, trial.request(), Optional.empty());
    sandbox.createVolumes();
    sandbox.createNetwork();
    sandbox.createContainer();
    sandbox.copySource();
    try (var log = new BuildLog(trial.written, 1000)) {
      sandbox.start(log, ending -> {});
    }
    return trial.scope;
  }
}
