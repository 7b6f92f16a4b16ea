package dev.slipway.core.job;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectLimits;

/// A job as its runner gets it.
///
/// @param followsBranch whether it is to be overtaken when its branch is at another commit by now;
///   not if a person asked for this very commit
/// @param limits what the project asks of its builds' limits
public record ClaimedJob(
    Claim claim,
    Project project,
    Deployment deployment,
    boolean followsBranch,
    ProjectLimits limits) {}
