package dev.slipway.receiver.access;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.project.Project;

/// A deployment with the project that it is one of.
public record OwnedDeployment(Project project, Deployment deployment) {}
