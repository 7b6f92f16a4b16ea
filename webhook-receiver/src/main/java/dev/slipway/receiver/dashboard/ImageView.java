package dev.slipway.receiver.dashboard;

/// A portable image as pages show it.
public record ImageView(String id, String size) {}
