package dev.slipway.core.build;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import java.time.Instant;

/// A build that went well, and what came of it.
///
/// @param deployment for which it was done
/// @param branch of that deployment
public record PastBuild(
    ArtifactDigest artifact, ShortId deployment, BranchName branch, Instant at) {}
