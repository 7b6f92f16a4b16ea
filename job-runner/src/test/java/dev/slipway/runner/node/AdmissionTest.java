package dev.slipway.runner.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @TempDir private Path work;
  private final FakeReadings readings = new FakeReadings();
  private Admission admission;

  @BeforeEach
  void makeAdmission() {
    var node = new Node("build-1", 2, Optional.empty(), Floors.USUAL, work);
    admission = new Admission(node, List.of(), readings);
  }

  @Test
  void admitsAJobAtTheFloor() {
    readings.memory(512 * MIB).disk(work, 2 * GIB);

    assertThat(admission.refusal()).isEmpty();
  }

  @Test
  void admitsAJobWhereNothingCanBeRead() {
    assertThat(admission.refusal()).isEmpty();
  }

  @Test
  void saysHowMuchMemoryIsMissing() {
    readings.memory(310 * MIB);

    var reason = admission.refusal().orElseThrow();

    assertThat(reason.code()).isEqualTo("node-low-memory");
    assertThat(reason.what())
        .isEqualTo(
            "The node build-1 has 310 MiB of memory free, and a job starts there only with 512 MiB.");
    assertThat(reason.whatToDo()).contains("floor.memory");
  }

  @Test
  void saysWhereDiskIsMissing() {
    readings.disk(work, 2 * GIB - 1);

    var reason = admission.refusal().orElseThrow();

    assertThat(reason.code()).isEqualTo("node-low-disk");
    assertThat(reason.what())
        .isEqualTo(
            "The node build-1 has 2047 MiB free on the disk of %s, and a job starts there only with"
                    .formatted(work)
                + " 2048 MiB.");
    assertThat(reason.whatToDo()).contains("floor.disk");
  }

  @Test
  void looksAtTheEnginesDiskOnceTheEngineHasSaidWhereItIs() {
    var engine = Path.of("/var/lib/engine");
    readings.disk(work, 9 * GIB).disk(engine, GIB);

    assertThat(admission.refusal()).isEmpty();

    new EngineNotes(work).clean(Optional.of(engine));
    assertThat(admission.refusal().orElseThrow().what()).contains("1024 MiB", "/var/lib/engine");
  }

  @Test
  void looksAtTheDisksOfAllThatAJobWrites() {
    var artifacts = Path.of("/srv/artifacts");
    var node = new Node("build-1", 2, Optional.empty(), Floors.USUAL, work);
    readings.disk(work, 9 * GIB).disk(artifacts, GIB);

    var reason = new Admission(node, List.of(artifacts), readings).refusal().orElseThrow();

    assertThat(reason.code()).isEqualTo("node-low-disk");
    assertThat(reason.what()).contains("1024 MiB", "/srv/artifacts");
  }

  @Test
  void readsThisMachine() {
    var machine = new MachineReadings();

    assertThat(machine.freeMemory().orElseThrow()).isPositive();
    assertThat(machine.freeDisk(work).orElseThrow()).isPositive();
    assertThat(machine.freeDisk(work.resolve("none"))).isEmpty();
  }

  @Test
  void readsNoMemoryWhereTheKernelSaysNothing() {
    assertThat(new MachineReadings(work.resolve("meminfo")).freeMemory()).isEmpty();
  }
}
