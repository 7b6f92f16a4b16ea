package dev.slipway.store.folder;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Artifacts as files in a folder: `ab/abcdef….tar` by their digests. Thread-safe, across processes
/// too.
/* A file under its final name is whole, right and on the disk. It gets there in this order: moved or
 * copied to a name of its own in the same folder, flushed, its digest compared, renamed, the
 * folder flushed. A process that is killed in between leaves a file that ends in `.part`, which
 * nobody will ever look for.
 */
public final class FolderArtifacts implements ArtifactStore {

  private static final String TAR = ".tar";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SHARD_CHARACTERS = 2;

  private final Path folder;
  private final boolean writable;

  private FolderArtifacts(Path folder, boolean writable) {
    this.folder = folder;
    this.writable = writable;
  }

  /// Returns the artifacts in `folder`, which is made when the first is put there.
  public static FolderArtifacts in(Path folder) {
    return new FolderArtifacts(folder, true);
  }

  /// Returns the artifacts in `folder`, to look at only.
  public static FolderArtifacts readOnly(Path folder) {
    return new FolderArtifacts(folder, false);
  }

  /// Returns what there is of them.
  public Inventory<ArtifactDigest> inventory() {
    return new FolderInventory<>(folder, 2, FolderArtifacts::digest, this::place);
  }

  private static Optional<ArtifactDigest> digest(String name) {
    return name.endsWith(TAR)
        ? ArtifactDigest.parse(name.substring(0, name.length() - TAR.length()))
        : Optional.empty();
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return Optional.of(place(digest)).filter(Files::isRegularFile);
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    if (!writable) {
      throw new StoreException("The artifacts in " + folder + " are open to look at only");
    }
    try {
      if (find(digest).isPresent()) {
        flush(shard(digest)); // whoever renamed it may have been stopped before this
      } else {
        keep(digest, file);
      }
    } catch (IOException e) {
      throw new StoreException("Can't keep artifact " + digest + " in " + folder + ": " + e, e);
    }
  }

  private void keep(ArtifactDigest digest, Path file) throws IOException {
    var shard = shard(digest);
    if (Files.notExists(shard)) {
      Files.createDirectories(shard);
      flush(folder);
    }
    var part = shard.resolve("." + digest.hex() + "." + UUID.randomUUID() + ".part");
    try {
      moveOrCopy(file, part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
      flush(part);
      check(digest, part);
      Files.move(part, place(digest), StandardCopyOption.ATOMIC_MOVE);
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

  private static void check(ArtifactDigest digest, Path part) throws IOException {
    var actual = digestOf(part);
    if (!actual.equals(digest)) {
      throw new StoreException(
          "The file that was to be kept as artifact " + digest + " is " + actual);
    }
  }

  private static ArtifactDigest digestOf(Path file) throws IOException {
    var sha256 = sha256();
    var buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer.clear()) >= 0) {
        sha256.update(buffer.flip());
      }
    }
    return new ArtifactDigest(HexFormat.of().formatHex(sha256.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Makes a file's bytes, or a folder's entries, survive a loss of power.
  private static void flush(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path place(ArtifactDigest digest) {
    return shard(digest).resolve(digest.hex() + TAR);
  }

  private Path shard(ArtifactDigest digest) {
    return folder.resolve(digest.hex().substring(0, SHARD_CHARACTERS));
  }
}
