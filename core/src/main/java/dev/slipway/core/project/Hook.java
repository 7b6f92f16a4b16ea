package dev.slipway.core.project;

import dev.slipway.core.secret.Secret;

/// The webhook of a project.
///
/// @param secret what signs its deliveries, decrypted
public record Hook(Project project, Secret secret) {}
