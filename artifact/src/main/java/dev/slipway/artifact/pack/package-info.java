/// Packing: an output folder, read from a tar stream, becomes an artifact.
///
/// Belongs here: what is decided once for every file when it is packed, which is its content type,
/// whether it may be cached for ever, and its precompressed forms. Does not belong here: what may
/// be in the folder (`output`), and how an artifact is laid out (`artifact`).
@NullMarked
package dev.slipway.artifact.pack;

import org.jspecify.annotations.NullMarked;
