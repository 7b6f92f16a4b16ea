package dev.slipway.core.retention;

import java.util.Optional;

/// What becomes of a deployment that has its files.
///
/// @param bytes how much its artifact has in the store
/// @param reach why it stays for sure; empty if it may go by its age, or for want of room
/// @param end why it goes now; empty if it stays
public record Fate(
    ReadyDeployment deployment, long bytes, Optional<Reach> reach, Optional<Expiry.Cause> end) {}
