/// What the platform vouches for: its signing key, and statements about deployments.
@NullMarked
package dev.slipway.core.signing;

import org.jspecify.annotations.NullMarked;
