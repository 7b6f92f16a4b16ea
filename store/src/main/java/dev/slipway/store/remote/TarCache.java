package dev.slipway.store.remote;

import static java.lang.System.Logger.Level.DEBUG;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Copies of tars in a folder, up to a budget of bytes: what was used longest ago makes room.
/// Thread-safe, across processes too.
final class TarCache {

  /* The folder itself is all that is known, and so the next process knows it too: a copy was last
   * used when its file says that it was changed, to a minute.
   *
   * A copy under its final name is whole and right, because it gets there as in a FolderArtifacts.
   * What is still being written has a name of its own that ends in .part; its whole length counts
   * against the budget from the beginning.
   */

  private static final System.Logger LOG = System.getLogger(TarCache.class.getName());
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final String TAR = ".tar";
  private static final String PART = ".part";

  private final Path folder;
  private final long budget;
  private final Clock clock;

  /// How many bytes what is being written will have.
  private long reserved;

  /// Uses `folder`, which is made when there is something to put there.
  TarCache(Path folder, long budget, Clock clock) {
    this.folder = folder;
    this.budget = budget;
    this.clock = clock;
  }

  /// Returns the copy of `digest`, which is now in use.
  Optional<Path> find(ArtifactDigest digest) {
    var file = place(digest);
    return used(file) ? Optional.of(file) : Optional.empty();
  }

  /// Notes that the copy of `digest` is in use.
  void used(ArtifactDigest digest) {
    used(place(digest));
  }

  /// Keeps what `writer` writes, once that turns out to be `length` bytes and to be `digest`.
  ///
  /// @throws BrokenTarException if it is something else
  /// @throws StoreException if it is longer than the budget
  Path add(ArtifactDigest digest, long length, TarWriter writer) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    reserve(length);
    var part = folder.resolve("." + digest.hex() + "." + UUID.randomUUID() + PART);
    try {
      writer.write(part);
      synchronized (this) { // so that it counts either as reserved or as there
        Files.move(part, place(digest), StandardCopyOption.ATOMIC_MOVE);
        reserved -= length;
        length = 0;
      }
      return place(digest);
    } finally {
      Files.deleteIfExists(part);
      release(length);
    }
  }

  /// Writes a tar.
  interface TarWriter {

    /// Writes the whole of it to the new file `part`, and to the disk.
    void write(Path part) throws IOException;
  }

  private boolean used(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var now = clock.instant();
      if (attributes.lastModifiedTime().toInstant().isBefore(now.minus(MINUTE))) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
      return attributes.isRegularFile();
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      LOG.log(DEBUG, "Can''t note that {0} is in use: {1}", file, e);
      return Files.isRegularFile(file);
    }
  }

  private synchronized void reserve(long length) throws IOException {
    if (length > budget) {
      throw new StoreException(
          "it has %d bytes, and static.cache is only %d".formatted(length, budget));
    }
    if (reserved + length > budget) {
      throw new IOException(
          "no room for %d bytes while %d others are being fetched: static.cache is %d"
              .formatted(length, reserved, budget));
    }
    var copies = copies();
    long taken = reserved + length;
    for (var copy : copies) {
      taken += copy.length();
    }
    var oldest = copies.iterator();
    while (taken > budget && oldest.hasNext()) {
      var copy = oldest.next();
      Files.deleteIfExists(copy.file());
      LOG.log(DEBUG, "{0} made room", copy.file());
      taken -= copy.length();
    }
    reserved += length;
  }

  private synchronized void release(long length) {
    reserved -= length;
  }

  /// Returns the copies, what was used longest ago first; removes what nobody writes any more.
  private List<Copy> copies() throws IOException {
    var copies = new ArrayList<Copy>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        add(file, copies);
      }
    }
    copies.sort(Comparator.comparing(Copy::used));
    return copies;
  }

  private void add(Path file, List<Copy> copies) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var time = attributes.lastModifiedTime();
      if (file.toString().endsWith(TAR)) {
        copies.add(new Copy(file, attributes.size(), time));
      } else if (file.toString().endsWith(PART)
          && time.toInstant().isBefore(clock.instant().minus(ABANDONED))) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException _) {
      // Another process has removed it.
    }
  }

  private Path place(ArtifactDigest digest) {
    return folder.resolve(digest.hex() + TAR);
  }

  private record Copy(Path file, long length, FileTime used) {}
}
