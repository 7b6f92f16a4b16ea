package dev.slipway.core.job;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Project;

/// A job as its runner gets it.
public record ClaimedJob(Claim claim, Project project, Deployment deployment) {}
