/// What builds are known by, so that none is done twice, and the caches that they leave on nodes.
@NullMarked
package dev.slipway.core.build;

import org.jspecify.annotations.NullMarked;
