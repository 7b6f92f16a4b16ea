package dev.slipway.runner.node;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;

/// Something that a node does now and then, in processes that each live for a moment: a file
/// remembers when it was done last.
public final class Rounds {

  private static final Logger LOG = System.getLogger(Rounds.class.getName());

  private final Path file;
  private final Duration pause;
  private final Clock clock;

  /// @param pause how long it is not due after it was done
  public Rounds(Path file, Duration pause, Clock clock) {
    this.file = file;
    this.pause = pause;
    this.clock = clock;
  }

  /// Tells whether it is due. One that was done in the future, by a clock that was wrong, is.
  public boolean isDue() {
    try {
      var now = clock.instant();
      var last = Files.getLastModifiedTime(file).toInstant();
      return last.isAfter(now) || !last.isAfter(now.minus(pause));
    } catch (IOException e) {
      return true; // then it is done, which is never wrong
    }
  }

  /// Notes that it was done just now.
  public void done() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Could not write {0}; it is done again soon: {1}", file, e);
    }
  }
}
