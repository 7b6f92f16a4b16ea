package dev.slipway.artifact;

/// A precompressed form of a file.
///
/// @param size its length in bytes
public record Variant(Encoding encoding, long size) {}
