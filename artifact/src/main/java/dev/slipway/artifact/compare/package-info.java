/// What differs between two artifacts, and what it looks like.
@NullMarked
package dev.slipway.artifact.compare;

import org.jspecify.annotations.NullMarked;
