package dev.slipway.artifact.rules.source;

/// A file of a site that says how it is served.
///
/// @param name its path, as people know it, such as `public/_redirects`
public record RuleFile(String name, String text) {}
