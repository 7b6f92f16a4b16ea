package dev.slipway.store.folder;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Logs as files in a folder, one for each deployment. One process appends while others read.
///
/// Bytes that were written can be read at once, but are flushed to the disk only when the log is
/// closed: a log that loses its end with the machine's power is no loss worth a flush per line.
public final class FolderLogs implements LogStore {

  private static final String LOG = ".log";

  private final Path folder;

  /// @param folder is made when the first log is written
  public FolderLogs(Path folder) {
    this.folder = folder;
  }

  /// Returns what there is of them.
  public Inventory<DeploymentId> inventory() {
    return new FolderInventory<>(folder, 1, FolderLogs::deployment, this::file);
  }

  private static Optional<DeploymentId> deployment(String name) {
    return name.endsWith(LOG)
        ? DeploymentId.parse(name.substring(0, name.length() - LOG.length()))
        : Optional.empty();
  }

  @Override
  public LogWriter append(DeploymentId deployment) {
    var file = file(deployment);
    try {
      Files.createDirectories(folder);
      return FileLog.open(file);
    } catch (IOException e) {
      throw new StoreException("Can't open the log " + file + " to append to it: " + e, e);
    }
  }

  @Override
  public LogChunk read(DeploymentId deployment, long offset, int limit) {
    if (offset < 0 || limit < 0) {
      throw new IllegalArgumentException("no place in a log: " + offset + ", " + limit + " bytes");
    }
    var file = file(deployment);
    if (Files.notExists(file)) {
      return new LogChunk(offset, new byte[0]);
    }
    try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
      return new LogChunk(offset, bytes(bytes, offset, limit));
    } catch (IOException e) {
      throw new StoreException("Can't read the log " + file + ": " + e, e);
    }
  }

  private static byte[] bytes(RandomAccessFile file, long offset, int limit) throws IOException {
    var bytes = new byte[(int) Math.clamp(file.length() - offset, 0L, limit)];
    file.seek(offset);
    int count = 0;
    while (count < bytes.length) {
      int read = file.read(bytes, count, bytes.length - count);
      if (read < 0) {
        return Arrays.copyOf(bytes, count); // it has become shorter
      }
      count += read;
    }
    return bytes;
  }

  private Path file(DeploymentId deployment) {
    return folder.resolve(deployment + LOG);
  }
}
