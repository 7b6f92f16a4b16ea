/// Hostnames: the labels that name deployments, and which deployment a label serves now.
@NullMarked
package dev.slipway.core.alias;

import org.jspecify.annotations.NullMarked;
