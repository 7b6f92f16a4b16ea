package dev.slipway.core.job;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.image.DeploymentImages;
import java.util.Optional;

/// What makes a deployment ready.
///
/// @param reason what was built, for people
/// @param program what the artifact is of, if it is no site
public record Publication(ArtifactDigest artifact, Reason reason, Optional<Program> program) {

  /// An app with its image.
  public record Program(App app, DeploymentImages.Recorded image) {}

  /// What makes a site ready.
  public Publication(ArtifactDigest artifact, Reason reason) {
    this(artifact, reason, Optional.empty());
  }
}
