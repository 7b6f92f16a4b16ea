/// The archive that a deployment is: one tar with its manifest first, then the files to serve, each
/// with its precompressed variants, read in place by offset.
///
/// Belongs here: the format, packing it from an untrusted tar stream, reading it, and what is
/// decided about each file when it is packed. Does not belong here: where archives are kept
/// (`store`), how they are built (`job-runner`), and what a URL means (`static-server`).
@NullMarked
package dev.slipway.artifact;

import org.jspecify.annotations.NullMarked;
