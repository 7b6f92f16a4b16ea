/// Secrets that a build is given, as they may show up in bytes: found, and masked.
///
/// Knows bytes; not where they come from (`log`, `job`).
@NullMarked
package dev.slipway.runner.secret;

import org.jspecify.annotations.NullMarked;
