/// Logs on their way out: as text from an offset, and live as server-sent events.
@NullMarked
package dev.slipway.receiver.log;

import org.jspecify.annotations.NullMarked;
