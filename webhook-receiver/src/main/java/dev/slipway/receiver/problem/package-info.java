/// Refusals, as the problem documents of RFC 9457. Knows nothing of what is refused.
@NullMarked
package dev.slipway.receiver.problem;

import org.jspecify.annotations.NullMarked;
