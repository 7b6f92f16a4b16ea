/// What became of a run of chaos: its recorded history, and the rules that it is held to.
///
/// Nothing here asks the platform or knows how the history came about. A history can be kept in a
/// file and checked again.
@NullMarked
package dev.slipway.bench.chaos.check;

import org.jspecify.annotations.NullMarked;
