/// What a request means to the files of one artifact: which file, in which form, all of it or
/// parts, or nothing because the client has it already.
///
/// Knows no host, no route and no socket. Everything that comes from the client is hostile.
@NullMarked
package dev.slipway.serving.file;

import org.jspecify.annotations.NullMarked;
