package dev.slipway.artifact.image;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.ProjectName;
import java.util.Optional;

/// What an image says of the deployment that it is of, besides what the artifact knows itself.
///
/// @param source the URL of the repository, where it is one that others can reach too
public record ImageFacts(
    ProjectName project, ShortId deployment, ArtifactDigest artifact, Optional<String> source) {

  /// Returns what an engine calls the image after it was loaded.
  public String name() {
    return "slipway/" + project + ":" + deployment;
  }
}
