/// What a site's own files say about how it is served: `_redirects`, `_headers`, and the serving
/// parts of `netlify.toml` and `vercel.json`. Read and compiled when the artifact is packed, kept
/// in its manifest, and matched in a time that does not grow with the number of rules.
///
/// Everything in these files is hostile: each has a budget, and no rule can make matching slow.
@NullMarked
package dev.slipway.artifact.rules;

import org.jspecify.annotations.NullMarked;
