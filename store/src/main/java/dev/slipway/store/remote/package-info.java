/// Artifacts that are kept on another machine: the port of what keeps them there, and the bounded
/// folder of copies that they are served from. Knows no protocol.
@NullMarked
package dev.slipway.store.remote;

import org.jspecify.annotations.NullMarked;
