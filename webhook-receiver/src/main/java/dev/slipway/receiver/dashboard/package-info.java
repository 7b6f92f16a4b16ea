/// The pages that people look at, their sessions and their assets. What pages may do is what the
/// API may do; nothing is decided here.
@NullMarked
package dev.slipway.receiver.dashboard;

import org.jspecify.annotations.NullMarked;
