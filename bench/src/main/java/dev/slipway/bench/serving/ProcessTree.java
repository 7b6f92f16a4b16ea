package dev.slipway.bench.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A process with all that it has started, as the kernel's files in `/proc` tell of it.
record ProcessTree(ProcessHandle root) {

  /// The kernel counts in these for programs, whatever it counts in itself.
  private static final double TICKS_OF_SECOND = 100;

  /// Of what follows the name of the program in `stat`: user, system, and both again of children
  /// that have ended.
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;
  private static final double KIB_OF_MIB = 1024;

  /// What a tree takes of memory, in MiB.
  ///
  /// @param resident all pages, those twice that two processes share
  /// @param proportional all pages, those that are shared by their share
  /// @param anonymous the pages that belong to no file
  record Memory(double resident, double proportional, double anonymous) {}

  /// Returns how many seconds of processor time it has taken.
  double cpuSeconds() {
    return all().mapToDouble(process -> times(stat(process)) / TICKS_OF_SECOND).sum();
  }

  Memory memory() {
    var rollups = all().map(process -> read(process, "smaps_rollup")).toList();
    return new Memory(
        mebibytes(rollups, "Rss:"), mebibytes(rollups, "Pss:"), mebibytes(rollups, "Anonymous:"));
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static String stat(ProcessHandle process) {
    return read(process, "stat");
  }

  /// Returns the ticks that the line `stat` counts; none for a process that is gone.
  static long times(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    // The name stands in parentheses, and may have some itself.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Stream.of(fields).skip(FIRST_TIME).limit(TIMES).mapToLong(Long::parseLong).sum();
  }

  private static double mebibytes(List<String> rollups, String field) {
    return rollups.stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith(field))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / KIB_OF_MIB;
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) { // it has ended
      return "";
    }
  }
}
