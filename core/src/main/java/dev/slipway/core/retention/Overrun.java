package dev.slipway.core.retention;

import dev.slipway.core.project.ProjectId;
import java.util.Optional;

/// A budget that what must stay exceeds all by itself: nothing that can be reached goes for it.
///
/// @param project whose budget; empty for that of the whole store
public record Overrun(Optional<ProjectId> project, long bytes, long budget) {}
