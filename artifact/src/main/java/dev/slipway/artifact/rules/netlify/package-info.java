/// Reads `_redirects`, `_headers` and `netlify.toml` as Netlify does.
///
/// What Netlify does was read from its published parsers, and is compared with its own matcher by
/// `NetlifyRedirectorIT`.
@NullMarked
package dev.slipway.artifact.rules.netlify;

import org.jspecify.annotations.NullMarked;
