/// The fast transport of the sites: an HTTP/1.1 connection of our own for plain `GET` and `HEAD`
/// requests, beside Helidon's, which gets every connection on which anything else is asked. Here
/// are bytes, buffers and deadlines; what an answer says is decided elsewhere.
@NullMarked
package dev.slipway.site.wire;

import org.jspecify.annotations.NullMarked;
