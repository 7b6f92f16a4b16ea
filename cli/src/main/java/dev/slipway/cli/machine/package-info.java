/// What the machine must have for builds, and how it gets that when something is missing.
@NullMarked
package dev.slipway.cli.machine;

import org.jspecify.annotations.NullMarked;
