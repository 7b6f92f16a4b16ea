package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/// A deployment that is ready and has its files.
///
/// @param sequence of two, the larger is the newer
/// @param reach why it can be reached, as far as the database says so
public record ReadyDeployment(
    DeploymentId id,
    ShortId shortId,
    long sequence,
    ProjectId project,
    Environment environment,
    ArtifactDigest artifact,
    Instant readyAt,
    Optional<Reach> reach) {}
