/// The one door out: a host, its deployment, a file of its artifact, its bytes.
///
/// Never writes anything, and knows of a deployment only what `core.alias.Routes` and the artifact
/// say. Here is what ties it to Helidon; `host` tells whose a request is, `cache` keeps artifacts
/// open, `serve` works out an answer, `page` has the answers that are pages of ours, and `http` is
/// what they all speak of.
@NullMarked
package dev.slipway.site;

import org.jspecify.annotations.NullMarked;
