/// The archive that a deployment is: one tar with its manifest first, then the files to serve, each
/// with its precompressed variants, read in place by offset.
///
/// The layout is canonical: given the manifest there is one tar, byte for byte. So to open one is
/// to walk its headers beside its manifest once, and any difference makes it unsound; after that a
/// body is an offset and a length, and nothing is ever unpacked. The format is told for
/// implementers in this module's README.
///
/// Belongs here: the format, writing and reading it. What goes into it is decided in `pack`, from
/// what `output` reads. Does not belong here: where archives are kept (`store`), how they are built
/// (`job-runner`), and what a URL means (`static-server`).
@NullMarked
package dev.slipway.artifact;

import org.jspecify.annotations.NullMarked;
