package dev.slipway.runner.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The places that a node has for jobs: a file lock each, which a runner holds while it has a job.
/// However a runner dies, the kernel frees its place.
/* A process takes one at most: where it has two channels on one file, the kernel ends its lock on it
 * as soon as either is closed, which is what looking at a place that it has itself comes to.
 */
public final class Slots {

  private final Path folder;
  private final int count;

  /// @param work the folder that the node's runners share
  public Slots(Path work, int count) {
    this.folder = work.resolve("slots");
    this.count = count;
  }

  /// Takes a place, or none if all are taken. Returns at once.
  ///
  /// @throws UncheckedIOException if the places can't be looked at
  public Optional<Slot> take() {
    try {
      Files.createDirectories(folder);
      for (int number = 1; number <= count; number++) {
        var slot = take(number);
        if (slot.isPresent()) {
          return slot;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not take a slot in " + folder, e);
    }
  }

  private Optional<Slot> take(int number) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve(Integer.toString(number)),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
      return taken ? Optional.of(new Slot(number, channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // this very process has it
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /// One place, taken until this is closed or its process ends.
  public static final class Slot implements AutoCloseable {

    private final int number;
    private final FileChannel channel;

    private Slot(int number, FileChannel channel) {
      this.number = number;
      this.channel = channel;
    }

    /// Returns which it is, from 1.
    public int number() {
      return number;
    }

    @Override
    public void close() {
      try {
        channel.close(); // which ends the lock
      } catch (IOException e) {
        throw new UncheckedIOException("Could not free slot " + number, e);
      }
    }
  }
}
