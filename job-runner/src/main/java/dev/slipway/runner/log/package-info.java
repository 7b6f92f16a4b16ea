/// What carries a build's output to the log of its deployment, line by line while it runs.
///
/// Knows bytes, lines and limits; not where the bytes come from (`build`) nor where logs are kept
/// (`store`).
@NullMarked
package dev.slipway.runner.log;

import org.jspecify.annotations.NullMarked;
