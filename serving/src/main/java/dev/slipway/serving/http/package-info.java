/// A request and its answer, apart from what carries them: no socket, no server, no cache.
@NullMarked
package dev.slipway.serving.http;

import org.jspecify.annotations.NullMarked;
