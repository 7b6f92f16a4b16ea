package dev.slipway.core.delivery;

import dev.slipway.core.project.ProjectId;
import java.time.Instant;

/// One webhook request whose signature was right.
///
/// @param event the kind of event, such as `push`
/// @param bodySha256 the SHA-256 of the raw body in hexadecimal, to tell a redelivery from a
///   forgery
public record Delivery(
    ProjectId project, DeliveryId id, String event, String bodySha256, Instant receivedAt) {}
