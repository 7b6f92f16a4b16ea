/// What a deployment can be taken away as: its portable image, its artifact, and what the platform
/// vouches for about them.
@NullMarked
package dev.slipway.receiver.download;

import org.jspecify.annotations.NullMarked;
