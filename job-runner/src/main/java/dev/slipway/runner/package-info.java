/// The process that takes exactly one job, does it and exits.
///
/// The only part that knows the container engine and Git.
@NullMarked
package dev.slipway.runner;

import org.jspecify.annotations.NullMarked;
