/// Whether a build was done before: what its key is made of, and what speaks against taking over
/// what came of it. Also what frameworks keep for their next build.
@NullMarked
package dev.slipway.runner.reuse;

import org.jspecify.annotations.NullMarked;
