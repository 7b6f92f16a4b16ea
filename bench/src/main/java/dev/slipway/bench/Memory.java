package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of a process, as Linux counts it (proc(5)).
final class Memory {

  private static final String RESIDENT = "VmRSS:";
  private static final int KIB = 1024;

  private Memory() {}

  /// Returns how many MiB of the process `pid` are resident.
  static long of(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith(RESIDENT))
              .map(line -> line.replaceAll("[^0-9]", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElseThrow()
          / KIB;
    }
  }
}
