/// Request bodies, read within limits of size and time. Knows nothing of what is in them.
@NullMarked
package dev.slipway.receiver.body;

import org.jspecify.annotations.NullMarked;
