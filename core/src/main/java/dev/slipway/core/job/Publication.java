package dev.slipway.core.job;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.Reason;

/// What makes a deployment ready.
///
/// @param reason what was built, for people
public record Publication(ArtifactDigest artifact, Reason reason) {}
