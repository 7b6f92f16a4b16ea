/// The benchmarks, each a program of its own that ends with one line of `key=value` pairs.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
