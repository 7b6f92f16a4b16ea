/// One job from its claim to its end: the lease, the order of the steps, and how each way to end is
/// recorded.
@NullMarked
package dev.slipway.runner.job;

import org.jspecify.annotations.NullMarked;
