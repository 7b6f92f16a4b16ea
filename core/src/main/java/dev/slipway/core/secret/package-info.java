/// Values that must reach the place they are meant for, and no log, message or response.
@NullMarked
package dev.slipway.core.secret;

import org.jspecify.annotations.NullMarked;
