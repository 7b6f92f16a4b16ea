/// What arrives from outside, and what was decided about it and why.
///
/// The format of a webhook is the receiver's business; here is only what a delivery asks for.
@NullMarked
package dev.slipway.core.delivery;

import org.jspecify.annotations.NullMarked;
