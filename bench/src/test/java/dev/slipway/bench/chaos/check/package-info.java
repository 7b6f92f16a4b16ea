/// Histories made by hand, each with one promise broken.
@NullMarked
package dev.slipway.bench.chaos.check;

import org.jspecify.annotations.NullMarked;
