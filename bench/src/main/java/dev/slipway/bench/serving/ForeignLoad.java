package dev.slipway.bench.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// How much of the machine others take while something is measured: what all processes have taken,
/// and other machines on the same processor, without what this program and its children have.
final class ForeignLoad {

  private static final Path FILE = Path.of("/proc/stat");
  private static final double TICKS_OF_SECOND = 100;
  private static final double NANOS_OF_SECOND = 1e9;

  /// In the first line, after its name: user, nice, system; steal. The kernel's work for devices is
  /// nobody's.
  private static final int[] TAKEN = {1, 2, 3, 8};

  private final ProcessTree own = new ProcessTree(ProcessHandle.current());
  private final long start = System.nanoTime();
  private final double othersAtStart = others();

  /// Returns the share of all cores since this was made, between 0 and 1.
  double share() {
    double seconds = (System.nanoTime() - start) / NANOS_OF_SECOND;
    double cores = Runtime.getRuntime().availableProcessors();
    return Math.clamp((others() - othersAtStart) / seconds / cores, 0, 1);
  }

  private double others() {
    try (var lines = Files.lines(FILE)) {
      return taken(lines.findFirst().orElseThrow()) - own.cpuSeconds();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + FILE, e);
    }
  }

  /// Returns the seconds that the first line of the file counts.
  static double taken(String line) {
    var fields = line.trim().split(" +", -1);
    return Arrays.stream(TAKEN).mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS_OF_SECOND;
  }
}
