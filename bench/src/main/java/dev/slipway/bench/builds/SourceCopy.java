package dev.slipway.bench.builds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A copy of a sample's files that can be changed, so that a push of it is a new one.
public record SourceCopy(Path folder) {

  private static final String CHANGED = "CHANGES.txt";

  /// Copies the files of `source` into the new folder `to`.
  ///
  /// @throws IllegalStateException if the project was not made
  public static SourceCopy of(Path source, Path to) throws IOException {
    if (!Files.isDirectory(source)) {
      throw new IllegalStateException(
          "The project %s was not made; run setup/sample-projects".formatted(source.getFileName()));
    }
    try (var files = Files.walk(source)) {
      for (var file : files.toList()) {
        var copy = to.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return new SourceCopy(to);
  }

  /// Changes a file that no framework looks at, so that its tree is another.
  public void change(String text) throws IOException {
    Files.writeString(folder.resolve(CHANGED), text + "\n");
  }
}
