package dev.slipway.artifact;

/// What answers a navigation to a path that no file has, where no `404.html` stands nearer.
public enum Fallback {
  /// Nothing: it is not found.
  NONE,
  /// `index.html` with status 200: the page's script routes.
  SINGLE_PAGE
}
