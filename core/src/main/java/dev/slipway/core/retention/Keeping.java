package dev.slipway.core.retention;

/// What people can say about what is kept.
public record Keeping(Pins pins, Cleaning cleaning) {}
