package dev.slipway.core.retention;

import java.time.Instant;

/// One thing that a store has.
///
/// @param changedAt when it was written last
public record Stored<K>(K id, long bytes, Instant changedAt) {}
