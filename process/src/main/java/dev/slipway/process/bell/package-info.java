/// How word of a job that waits becomes the ring that starts a runner on this node. It must not
/// know what carries the words, nor what the runner does.
@NullMarked
package dev.slipway.process.bell;

import org.jspecify.annotations.NullMarked;
