package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.job.RunnerName;
import dev.slipway.runner.job.Leftovers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepTest {

  private static final URI NO_ENGINE = URI.create("unix:///nowhere/engine.sock");

  @TempDir private Path work;
  private final AtomicInteger rings = new AtomicInteger();
  private final FakeReadings readings = new FakeReadings();

  @Test
  void ringsForEachJobThatCanBeClaimed() {
    sweep(new FakeControl(2), 4);

    assertThat(rings).hasValue(2);
  }

  @Test
  void ringsNotMoreOftenThanTheNodeHasSlots() {
    sweep(new FakeControl(2000), 4);

    assertThat(rings).hasValue(4);
  }

  @Test
  void saysWhyJobsWaitInsteadOfRingingWhenTheNodeIsUnderAFloor() {
    readings.memory(1);
    var control = new FakeControl(3);

    sweep(control, 4);

    assertThat(rings).hasValue(0);
    assertThat(control.holds).singleElement().extracting("code").isEqualTo("node-low-memory");
  }

  @Test
  void saysNothingWhenTheNodeIsUnderAFloorAndNothingWaits() {
    readings.memory(1);
    var control = new FakeControl(0);

    sweep(control, 4);

    assertThat(control.holds).isEmpty();
  }

  @Test
  void asksNoEngineThatWasCleanedJustNow() {
    new EngineNotes(work).clean(Optional.empty());

    assertThat(sweep(new FakeControl(0), 1)).isTrue();
  }

  @Test
  void asksTheEngineWhenARunnerWasSilentForTooLong() {
    new EngineNotes(work).clean(Optional.empty());
    var control = new FakeControl(0);
    control.run(RunnerName.random());
    control.expire();

    assertThat(sweep(control, 1)).as("there is no engine to be asked").isFalse();
  }

  @Test
  void asksTheEngineUntilItAnswers() {
    new EngineNotes(work).clean(Optional.empty());
    var control = new FakeControl(0);
    control.run(RunnerName.random());
    control.expire();
    sweep(control, 1);

    assertThat(sweep(control, 1)).isFalse();
  }

  @Test
  void releasesOnlyWhatTheDeadRunnerHeld() {
    var control = new FakeControl(1);
    var dead = RunnerName.on("build-1", "dead");
    var lost = control.run(dead);
    control.run(RunnerName.on("build-1", "alive"));

    new Aftermath(control, housekeeping(control), rings::incrementAndGet)
        .of(dead, "It was killed.");

    assertThat(control.released).containsExactly(lost + " It was killed.");
    assertThat(rings).hasValue(1);
  }

  private boolean sweep(FakeControl control, int slots) {
    var node = new Node("build-1", slots, Optional.empty(), Floors.USUAL, work);
    var admission = new Admission(node, List.of(), readings);
    return new Sweep(control, node, admission, housekeeping(control), rings::incrementAndGet).run();
  }

  private Housekeeping housekeeping(FakeControl control) {
    var leftovers = new Leftovers(work, "test", control);
    var place = new CacheCare.Place("build-1", "test", "slipway/builder-node:24");
    var caches = new CacheCare(new FakeCaches(), CacheBudget.USUAL, place, Clock.systemUTC());
    return new Housekeeping(leftovers, caches, NO_ENGINE, work, Clock.systemUTC());
  }
}
