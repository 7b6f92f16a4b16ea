package dev.slipway.receiver.body;

import java.time.Duration;

/// How large a body may be, and how long it may take.
///
/// @param bytes how many bytes are still accepted
/// @param deadline how long all of them together may take to arrive
public record BodyLimits(int bytes, Duration deadline) {}
