package dev.slipway.runner.job;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.build.Trust;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.variable.Variables;

/// Where builds get their environment from: their projects' variables, and what Slipway says of the
/// deployment.
///
/// @param domain the platform's, which the URLs of deployments are in
public record Environments(Variables variables, Domain domain) {

  /// Returns what the build of `job` is given.
  ///
  /// @throws dev.slipway.store.failure.StoreException if its variables can't be read
  Given of(ClaimedJob job) {
    var deployment = job.deployment();
    var own = variables.forBuild(job.project().id(), deployment.branch(), Trust.of(deployment));
    return new Given(job, own, domain);
  }
}
