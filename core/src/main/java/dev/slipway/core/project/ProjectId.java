package dev.slipway.core.project;

import java.util.UUID;

/// Names one project, for ever; its [ProjectName] is what people call it.
public record ProjectId(UUID value) {}
