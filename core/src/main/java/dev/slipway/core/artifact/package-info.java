/// The name of an artifact, the port of what keeps artifacts, and where that may be. The format is
/// the `artifact` module.
@NullMarked
package dev.slipway.core.artifact;

import org.jspecify.annotations.NullMarked;
