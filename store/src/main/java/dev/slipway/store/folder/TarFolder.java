package dev.slipway.store.folder;

import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/// Tars in a folder by what names them, `ab/abcdef….tar`. Thread-safe, across processes too.
///
/// @param what one of them is, for people
/* A file under its final name is whole, right and on the disk. It gets there in this order: moved or
 * copied to a name of its own in the same folder, flushed, checked, renamed, the folder flushed. A
 * process that is killed in between leaves a file that ends in `.part`, which nobody will ever look
 * for.
 */
record TarFolder(Path folder, boolean writable, String what) {

  static final String TAR = ".tar";

  private static final int SHARD_CHARACTERS = 2;

  /// What makes sure that a file is what it should be.
  interface Check {
    void require(Path file) throws IOException;
  }

  /// Returns the tar that `hex` names.
  Optional<Path> find(String hex) {
    return Optional.of(place(hex)).filter(Files::isRegularFile);
  }

  /// Keeps `file`, durably, as the tar that `hex` names, unless it is there.
  void put(String hex, Path file, Check check) {
    if (!writable) {
      throw new StoreException("The %ss in %s are open to look at only".formatted(what, folder));
    }
    try {
      if (find(hex).isPresent()) {
        flush(shard(hex)); // whoever renamed it may have been stopped before this
      } else {
        keep(hex, file, check);
      }
    } catch (IOException e) {
      throw new StoreException(
          "Can't keep %s sha256:%s in %s: %s".formatted(what, hex, folder, e), e);
    }
  }

  private void keep(String hex, Path file, Check check) throws IOException {
    var shard = shard(hex);
    if (Files.notExists(shard)) {
      Files.createDirectories(shard);
      flush(folder);
    }
    var part = shard.resolve("." + hex + "." + UUID.randomUUID() + ".part");
    try {
      moveOrCopy(file, part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
      flush(part);
      check.require(part);
      Files.move(part, place(hex), StandardCopyOption.ATOMIC_MOVE);
      flush(shard);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void moveOrCopy(Path file, Path part) throws IOException {
    try {
      Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) { // it lies on another file system
      Files.copy(file, part);
    }
  }

  /// Makes a file's bytes, or a folder's entries, survive a loss of power.
  private static void flush(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Returns where the tar is that `hex` names, or would be.
  Path place(String hex) {
    return shard(hex).resolve(hex + TAR);
  }

  private Path shard(String hex) {
    return folder.resolve(hex.substring(0, SHARD_CHARACTERS));
  }
}
