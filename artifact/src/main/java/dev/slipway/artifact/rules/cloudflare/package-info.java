/// Reads `_redirects` and `_headers` as Cloudflare Pages does; what it does was read from its
/// published parsers and matchers.
@NullMarked
package dev.slipway.artifact.rules.cloudflare;

import org.jspecify.annotations.NullMarked;
