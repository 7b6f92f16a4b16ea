/// Reads settings from an environment: typed, all problems at once, unknown keys refused.
@NullMarked
package dev.slipway.process.settings;

import org.jspecify.annotations.NullMarked;
