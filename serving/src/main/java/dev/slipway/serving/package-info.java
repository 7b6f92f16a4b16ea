/// What a site answers: `host` tells whose a host is, `file` works out which file a request means
/// by the rules of its site and in which form, `page` has the answers that are pages of ours,
/// `http` is what they all speak of. `trace` is what may be heard of it, and `explain` listens.
///
/// Knows no socket, no server and no cache, so that the same code serves a request and explains it.
@NullMarked
package dev.slipway.serving;

import org.jspecify.annotations.NullMarked;
