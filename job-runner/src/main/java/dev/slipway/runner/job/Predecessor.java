package dev.slipway.runner.job;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Manifest;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.project.Environment;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Finds what visitors may have in their caches from before a deployment: the files of the one that
/// its hosts show now.
///
/// It helps to decide what may be cached for ever, and nothing fails for want of it.
record Predecessor(Deployments deployments, ArtifactStore artifacts) {

  private static final Logger LOG = System.getLogger(Predecessor.class.getName());
  private static final int LOOKED_THROUGH = 50;

  /// Returns the manifest of the newest ready deployment of the same project and branch that is
  /// older than `deployment`; of a branch that has none, that of production. Empty if there is
  /// none, or none that can be read.
  Optional<Manifest> manifest(Deployment deployment) {
    try {
      return before(deployment)
          .filter(each -> each.app().isEmpty())
          .flatMap(Deployment::artifact)
          .flatMap(this::manifest);
    } catch (StoreException | ArtifactException e) {
      LOG.log(
          Level.WARNING,
          "Could not read what was deployed before shortId={0}; every name is taken at its word: {1}",
          deployment.shortId(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Deployment> before(Deployment deployment) {
    var production = deployments.readyBefore(deployment.project(), deployment.sequence());
    if (deployment.environment() == Environment.PRODUCTION) {
      return production;
    }
    return deployments.newest(deployment.project(), LOOKED_THROUGH).stream()
        .filter(each -> each.state() == DeploymentState.READY && each.app().isEmpty())
        .filter(each -> each.branch().equals(deployment.branch()))
        .filter(each -> each.sequence() < deployment.sequence())
        .findFirst()
        .or(() -> production);
  }

  /// Returns the manifest of `digest`; empty if it is not kept.
  Optional<Manifest> manifest(ArtifactDigest digest) {
    return artifacts
        .find(digest)
        .map(tar -> {
          try (var artifact = Artifact.open(tar)) {
            return artifact.manifest();
          }
        });
  }
}
