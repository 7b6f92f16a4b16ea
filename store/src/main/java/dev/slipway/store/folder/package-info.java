/// The ports of `core` that are kept as files in folders.
///
/// A folder may be on a disk that several processes use at once: what one reads of it, another may
/// be writing.
@NullMarked
package dev.slipway.store.folder;

import org.jspecify.annotations.NullMarked;
