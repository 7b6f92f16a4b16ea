/// Says why a request gets the answer that it gets: the code that serves, run with an ear on it.
@NullMarked
package dev.slipway.serving.explain;

import org.jspecify.annotations.NullMarked;
