package dev.slipway.runner.build;

/// What the engine says it is.
///
/// @param engine its version, such as `20.10.24`
/// @param api the newest version of the API that it speaks, such as `1.41`
public record EngineVersion(String engine, String api) {}
