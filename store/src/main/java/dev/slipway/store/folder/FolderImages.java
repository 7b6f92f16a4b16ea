package dev.slipway.store.folder;

import dev.slipway.core.image.ImageId;
import dev.slipway.core.image.ImageStore;
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

/// Portable images as files in a folder: `ab/abcdef….tar` by their ids. Thread-safe, across
/// processes too.
/* A file under its final name is whole and on the disk. It gets there in this order: moved or copied
 * to a name of its own in the same folder, flushed, renamed, the folder flushed. A process that is
 * killed in between leaves a file that ends in `.part`, which nobody will ever look for. The id is
 * the digest of a document inside the tar, not of the file: engines check it when they load it.
 */
public final class FolderImages implements ImageStore {

  private static final int SHARD_CHARACTERS = 2;

  private final Path folder;
  private final boolean writable;

  private FolderImages(Path folder, boolean writable) {
    this.folder = folder;
    this.writable = writable;
  }

  /// Returns the images in `folder`, which is made when the first is put there.
  public static FolderImages in(Path folder) {
    return new FolderImages(folder, true);
  }

  /// Returns the images in `folder`, to look at only.
  public static FolderImages readOnly(Path folder) {
    return new FolderImages(folder, false);
  }

  @Override
  public Optional<Path> find(ImageId id) {
    return Optional.of(place(id)).filter(Files::isRegularFile);
  }

  @Override
  public void put(ImageId id, Path file) {
    if (!writable) {
      throw new StoreException("The images in " + folder + " are open to look at only");
    }
    try {
      if (find(id).isPresent()) {
        flush(shard(id)); // whoever renamed it may have been stopped before this
      } else {
        keep(id, file);
      }
    } catch (IOException e) {
      throw new StoreException("Can't keep image " + id + " in " + folder + ": " + e, e);
    }
  }

  private void keep(ImageId id, Path file) throws IOException {
    var shard = shard(id);
    if (Files.notExists(shard)) {
      Files.createDirectories(shard);
      flush(folder);
    }
    var part = shard.resolve("." + id.hex() + "." + UUID.randomUUID() + ".part");
    try {
      moveOrCopy(file, part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
      flush(part);
      Files.move(part, place(id), StandardCopyOption.ATOMIC_MOVE);
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

  private Path place(ImageId id) {
    return shard(id).resolve(id.hex() + ".tar");
  }

  private Path shard(ImageId id) {
    return folder.resolve(id.hex().substring(0, SHARD_CHARACTERS));
  }
}
