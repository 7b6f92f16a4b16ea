package dev.slipway.bench.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files a program that this one starts may have open.
final class OpenFiles {

  private static final Path FILE = Path.of("/proc/self/limits");
  private static final String NAME = "Max open files";

  /// More than any server of this benchmark could use.
  private static final int ENOUGH = 200_000;

  private static final int HARD = 1;

  private OpenFiles() {}

  /// Returns the limit that a program can set for itself.
  static int limit() {
    try (var lines = Files.lines(FILE)) {
      return hardLimit(lines.filter(line -> line.startsWith(NAME)).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + FILE, e);
    }
  }

  /// Returns the hard limit that `line` tells, after the soft one.
  static int hardLimit(String line) {
    var limit = line.substring(NAME.length()).trim().split(" +", -1)[HARD];
    return limit.equals("unlimited") ? ENOUGH : (int) Math.min(ENOUGH, Long.parseLong(limit));
  }
}
