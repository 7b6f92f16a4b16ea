/// What every store of logs does, as tests that run on each.
@NullMarked
package dev.slipway.store.logs;

import org.jspecify.annotations.NullMarked;
