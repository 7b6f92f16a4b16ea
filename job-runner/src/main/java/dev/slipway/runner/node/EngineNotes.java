package dev.slipway.runner.node;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the runners of a node remember of its container engine, in a file: since which start of the
/// machine and when it was last rid of leftovers, and where it keeps its things.
///
/// To ask the engine costs half a second, mostly for loading its client, which is longer than all
/// else that happens between a ring and the claim of a job.
final class EngineNotes {

  private static final Logger LOG = System.getLogger(EngineNotes.class.getName());
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path file;
  private final Path bootId;

  EngineNotes(Path work) {
    this(work, BOOT_ID);
  }

  /// @param bootId a file whose text is another after each start of the machine
  EngineNotes(Path work, Path bootId) {
    this.file = work.resolve("engine");
    this.bootId = bootId;
  }

  /// Returns the folder that the engine keeps its things in, if it has said so.
  Optional<Path> folder() {
    try {
      return lines().stream().skip(1).findFirst().map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Tells whether the engine was rid of leftovers since the machine started and within `age`
  /// before `now`.
  boolean isClean(Instant now, Duration age) {
    try {
      var lines = lines();
      return !lines.isEmpty()
          && lines.getFirst().equals(boot())
          && Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(age));
    } catch (IOException e) {
      return false; // then it is asked, which is never wrong
    }
  }

  /// Notes that it was rid of leftovers just now.
  ///
  /// @param folder where it keeps its things; empty if it did not say
  void clean(Optional<Path> folder) {
    try {
      Files.createDirectories(file.getParent());
      var lines = boot() + "\n" + folder.map(Path::toString).orElse("") + "\n";
      Files.writeString(file, lines);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not write {0}; the engine is asked again soon: {1}", file, e);
    }
  }

  /// Notes that there may be leftovers: it is not clean until [#clean] is called.
  void doubt() {
    try {
      if (Files.exists(file)) {
        Files.writeString(file, "\n" + folder().map(Path::toString).orElse("") + "\n");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not write {0}: {1}", file, e);
    }
  }

  private String boot() throws IOException {
    return Files.readString(bootId).strip();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The notes about the engine can't be read", e);
      return List.of();
    }
  }
}
