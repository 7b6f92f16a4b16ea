package dev.slipway.core.job;

import dev.slipway.core.deployment.DeploymentId;

/// A job that a runner has claimed and not ended.
public record RunningJob(Claim claim, DeploymentId deployment, RunnerName runner) {}
