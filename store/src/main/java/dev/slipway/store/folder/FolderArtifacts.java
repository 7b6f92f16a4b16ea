package dev.slipway.store.folder;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Artifacts as files in a folder: `ab/abcdef….tar` by their digests, which are compared before a
/// file gets its name. Thread-safe, across processes too.
public final class FolderArtifacts implements ArtifactStore {

  private static final int BUFFER_BYTES = 1 << 16;

  private final TarFolder tars;

  private FolderArtifacts(TarFolder tars) {
    this.tars = tars;
  }

  /// Returns the artifacts in `folder`, which is made when the first is put there.
  public static FolderArtifacts in(Path folder) {
    return new FolderArtifacts(new TarFolder(folder, true, "artifact"));
  }

  /// Returns the artifacts in `folder`, to look at only.
  public static FolderArtifacts readOnly(Path folder) {
    return new FolderArtifacts(new TarFolder(folder, false, "artifact"));
  }

  /// Returns what there is of them.
  public Inventory<ArtifactDigest> inventory() {
    return new FolderInventory<>(
        tars.folder(), 2, FolderArtifacts::digest, digest -> tars.place(digest.hex()));
  }

  private static Optional<ArtifactDigest> digest(String name) {
    return name.endsWith(TarFolder.TAR)
        ? ArtifactDigest.parse(name.substring(0, name.length() - TarFolder.TAR.length()))
        : Optional.empty();
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return tars.find(digest.hex());
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    tars.put(digest.hex(), file, part -> check(digest, part));
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
}
