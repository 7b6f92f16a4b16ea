package dev.slipway.store.logs;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogPlace;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;
import dev.slipway.core.retention.Inventory;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.s3.S3Logs;

/// The logs of a platform, in a folder or in a bucket. Thread-safe.
///
/// Where there is a bucket, the folder holds what was written before there was, and is read for
/// what the bucket does not have.
public final class Logs implements LogStore, AutoCloseable {

  private final LogStore store;
  private final LogStore earlier;
  private final Inventory<DeploymentId> inventory;
  private final Runnable end;

  private Logs(LogStore store, LogStore earlier, Inventory<DeploymentId> inventory, Runnable end) {
    this.store = store;
    this.earlier = earlier;
    this.inventory = inventory;
    this.end = end;
  }

  /// Opens those of `place`.
  public static Logs at(LogPlace place) {
    var files = new FolderLogs(place.folder());
    if (place.bucket().isEmpty()) {
      return new Logs(files, files, files.inventory(), () -> {});
    }
    var objects = S3Logs.in(place.bucket().get());
    return new Logs(objects, files, objects.inventory(), objects::close);
  }

  @Override
  public LogWriter append(DeploymentId deployment) {
    return store.append(deployment);
  }

  @Override
  public LogChunk read(DeploymentId deployment, long offset, int limit) {
    var chunk = store.read(deployment, offset, limit);
    return chunk.bytes().length == 0 ? earlier.read(deployment, offset, limit) : chunk;
  }

  /// Returns what there is of them.
  public Inventory<DeploymentId> inventory() {
    return inventory;
  }

  @Override
  public void close() {
    end.run();
  }
}
