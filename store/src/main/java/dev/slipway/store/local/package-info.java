/// The ports of `core` that pass word between processes, for a platform where no word has to leave
/// the process, or none can.
@NullMarked
package dev.slipway.store.local;

import org.jspecify.annotations.NullMarked;
