/// What tests of this and of other modules need to have something to serve.
@NullMarked
package dev.slipway.serving.testing;

import org.jspecify.annotations.NullMarked;
