/// What a request means to the files of one artifact: who may see the path, what the site's rules
/// make of it, which file, in which form, all of it or parts, or nothing because the client has it
/// already; and what the rules make of the header.
///
/// Knows no route and no socket. Everything that comes from the client is hostile, and so are the
/// rules. It looks at no more of a request than an answer needs, and at nothing that changes by
/// itself, so that answers may be kept.
@NullMarked
package dev.slipway.serving.file;

import org.jspecify.annotations.NullMarked;
