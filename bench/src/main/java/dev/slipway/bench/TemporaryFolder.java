package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What a benchmark keeps on the disk while it measures.
final class TemporaryFolder {

  private TemporaryFolder() {}

  /// Removes `folder` with all that is in it. Links are not followed.
  static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
