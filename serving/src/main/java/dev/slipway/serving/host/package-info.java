/// Whose a hostname is, by its name alone: the host decides before any path is looked at.
@NullMarked
package dev.slipway.serving.host;

import org.jspecify.annotations.NullMarked;
