/// What a site answers: `file` works out which file a request means and in which form, `page` has
/// the answers that are pages of ours, `http` is what they all speak of.
///
/// Knows no socket, no server and no cache, so that the same code serves a request and explains it.
@NullMarked
package dev.slipway.serving;

import org.jspecify.annotations.NullMarked;
