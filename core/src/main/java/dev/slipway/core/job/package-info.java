/// Work on the queue, the claim by which one runner holds it, and the fence around that claim.
@NullMarked
package dev.slipway.core.job;

import org.jspecify.annotations.NullMarked;
