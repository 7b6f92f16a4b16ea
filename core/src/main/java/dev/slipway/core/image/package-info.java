/// Portable container images of deployments: what names one, and where they are kept.
@NullMarked
package dev.slipway.core.image;

import org.jspecify.annotations.NullMarked;
