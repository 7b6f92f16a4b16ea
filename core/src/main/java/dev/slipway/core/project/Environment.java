package dev.slipway.core.project;

/// What a deployment is for.
public enum Environment {
  /// The production branch: what the project's own host shows.
  PRODUCTION,
  /// Any other branch: for the people who work on it, not for search engines.
  PREVIEW
}
