package dev.slipway.artifact;

/// Where in the tar a body lies.
public record Extent(long offset, long length) {}
