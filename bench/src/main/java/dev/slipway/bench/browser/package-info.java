/// A real Chromium, driven over its DevTools protocol, and what it says is wrong with a page. Knows
/// nothing of Slipway.
@NullMarked
package dev.slipway.bench.browser;

import org.jspecify.annotations.NullMarked;
