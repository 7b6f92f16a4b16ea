/// The one way out for a body, so that `HEAD` is never answered with one.
@NullMarked
package dev.slipway.receiver.answer;

import org.jspecify.annotations.NullMarked;
