/// One version of a project: its commit, its state and the reason for that state.
@NullMarked
package dev.slipway.core.deployment;

import org.jspecify.annotations.NullMarked;
