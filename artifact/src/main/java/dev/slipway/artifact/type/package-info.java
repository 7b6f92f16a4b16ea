/// What a file is, told by its name: its content type, and whether it is worth compressing.
///
/// The table is a resource, `content-types.txt`. Does not belong here: looking into files.
@NullMarked
package dev.slipway.artifact.type;

import org.jspecify.annotations.NullMarked;
