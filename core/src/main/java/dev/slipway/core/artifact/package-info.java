/// The name of an artifact and the port of what keeps artifacts. The format is the `artifact`
/// module.
@NullMarked
package dev.slipway.core.artifact;

import org.jspecify.annotations.NullMarked;
