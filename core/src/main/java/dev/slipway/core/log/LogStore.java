package dev.slipway.core.log;

import dev.slipway.core.deployment.DeploymentId;

/// The logs of deployments: lines of bytes as the build wrote them, each ended by `\n`.
public interface LogStore {

  /// Opens the log of `deployment` to append to it; a further attempt goes on where the last ended.
  LogWriter append(DeploymentId deployment);

  /// Returns up to `limit` bytes of the log from `offset`; none if nothing was written there yet.
  LogChunk read(DeploymentId deployment, long offset, int limit);
}
