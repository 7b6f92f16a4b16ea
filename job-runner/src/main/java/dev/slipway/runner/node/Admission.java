package dev.slipway.runner.node;

import dev.slipway.core.deployment.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a node may start a job: only while its free memory and disk are above its floors.
///
/// The floors are what must be free before, not what a build may use: most builds use far less than
/// they may, and a node that kept the most for each would stand idle.
public final class Admission {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private final Node node;
  private final EngineNotes engine;
  private final Readings readings;
  private final List<Path> folders;

  /// @param folders where else a job writes on this machine, such as the folder of artifacts
  public Admission(Node node, List<Path> folders) {
    this(node, folders, new MachineReadings());
  }

  Admission(Node node, List<Path> folders, Readings readings) {
    this.node = node;
    this.engine = new EngineNotes(node.work());
    this.folders = List.copyOf(folders);
    this.readings = readings;
  }

  /// Returns why no job may start now, or empty if one may. What the machine doesn't tell is no
  /// reason.
  public Optional<Reason> refusal() {
    return lowMemory().or(this::lowDisk);
  }

  private Optional<Reason> lowMemory() {
    long floor = node.floors().memoryBytes();
    var free = readings.freeMemory();
    if (free.isEmpty() || free.getAsLong() >= floor) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            "node-low-memory",
            "The node %s has %s of memory free, and a job starts there only with %s."
                .formatted(node.name(), size(free.getAsLong()), size(floor)),
            "It starts by itself when there is more: end other programs on the node, give it more"
                + " memory, or lower floor.memory."));
  }

  private Optional<Reason> lowDisk() {
    return Stream.of(Stream.of(node.work()), folders.stream(), engine.folder().stream())
        .flatMap(found -> found)
        .flatMap(folder -> lowDisk(folder).stream())
        .findFirst();
  }

  private Optional<Reason> lowDisk(Path folder) {
    long floor = node.floors().diskBytes();
    var free = readings.freeDisk(folder);
    if (free.isEmpty() || free.getAsLong() >= floor) {
      return Optional.empty();
    }
    return Optional.of(
        new Reason(
            "node-low-disk",
            "The node %s has %s free on the disk of %s, and a job starts there only with %s."
                .formatted(node.name(), size(free.getAsLong()), folder, size(floor)),
            "It starts by itself when there is more: remove what is not needed on the node, such as"
                + " unused images, give it more disk, or lower floor.disk."));
  }

  private static String size(long bytes) {
    return bytes < 10 * GIB ? bytes / MIB + " MiB" : bytes / GIB + " GiB";
  }
}
