/// The one door out: a host, its deployment, a file of its artifact, its bytes.
///
/// Knows of a deployment only what `core.alias.Routes` and the artifact say; what a request gets is
/// decided by `serving`. Here is what carries requests and answers, and what ties it to Helidon;
/// `host` tells whose a request is, `cache` keeps artifacts open.
@NullMarked
package dev.slipway.site;

import org.jspecify.annotations.NullMarked;
