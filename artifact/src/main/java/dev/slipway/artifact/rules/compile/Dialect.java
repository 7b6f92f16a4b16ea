package dev.slipway.artifact.rules.compile;

/// How `_redirects` and `_headers` are understood.
public enum Dialect {
  /// As Netlify does, and what Cloudflare adds to `_headers` where that means nothing there.
  NETLIFY,
  /// As Cloudflare Pages does. `netlify.toml` does not count.
  CLOUDFLARE
}
