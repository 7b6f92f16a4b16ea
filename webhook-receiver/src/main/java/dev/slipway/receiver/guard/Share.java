package dev.slipway.receiver.guard;

import java.net.URI;
import java.time.Instant;

/// A link by which anybody can see one guarded host for a while.
public record Share(URI url, Instant expiresAt) {}
