/// The one door out: a host, its deployment, a file of its artifact, its bytes.
///
/// Never writes anything, and knows of a deployment only what `core.alias.Routes` and the artifact
/// say.
@NullMarked
package dev.slipway.site;

import org.jspecify.annotations.NullMarked;
