/// Plays fate for the server profile: real pushes to real programs that are killed, stopped and
/// robbed of what they know, by a seed.
///
/// What became of it all is judged elsewhere, from the record alone.
@NullMarked
package dev.slipway.bench.chaos;

import org.jspecify.annotations.NullMarked;
