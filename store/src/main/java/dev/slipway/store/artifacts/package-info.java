/// What opens the artifacts of a platform, wherever they are kept.
@NullMarked
package dev.slipway.store.artifacts;

import org.jspecify.annotations.NullMarked;
