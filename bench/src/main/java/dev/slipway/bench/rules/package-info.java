/// Measures what it costs to find the rule for a path.
@NullMarked
package dev.slipway.bench.rules;

import org.jspecify.annotations.NullMarked;
