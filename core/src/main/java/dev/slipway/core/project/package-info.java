/// A repository and how it is deployed. Knows nothing of the deployments made of it.
@NullMarked
package dev.slipway.core.project;

import org.jspecify.annotations.NullMarked;
