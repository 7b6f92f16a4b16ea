/// What the head of a page asks a browser to fetch early, as the value of a `Link` field (RFC 8288)
/// that is sent with the page or, by a proxy, before it (103, RFC 8297).
///
/// Pages are hostile: what is read of one and what comes of it is bounded.
@NullMarked
package dev.slipway.artifact.hint;

import org.jspecify.annotations.NullMarked;
