package dev.slipway.store.redis;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.log.LogChunk;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.log.LogWriter;

/// Logs of another store, of which machines that don't share it can read the newest part while they
/// are written. The other store is the truth: what it has is read from there.
public final class RedisLogs implements LogStore {

  private final LogStore logs;
  private final Redis redis;
  private final String instance;

  /// @param logs keeps the logs
  public RedisLogs(LogStore logs, Redis redis, String instance) {
    this.logs = logs;
    this.redis = redis;
    this.instance = instance;
  }

  @Override
  public LogWriter append(DeploymentId deployment) {
    return new LogTee(logs.append(deployment), logs, deployment, redis, stream(deployment));
  }

  @Override
  public LogChunk read(DeploymentId deployment, long offset, int limit) {
    var chunk = logs.read(deployment, offset, limit);
    if (chunk.bytes().length > 0 || limit == 0) {
      return chunk;
    }
    try {
      return new LogChunk(offset, stream(deployment).read(offset, limit));
    } catch (RedisException e) {
      redis.complain("show the log of deployment " + deployment, e);
      return chunk;
    }
  }

  private LogStream stream(DeploymentId deployment) {
    return new LogStream(redis, instance, deployment);
  }
}
