/// The `slipway` command: what a person types, and the embedded profile that holds all parts in one
/// process.
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
