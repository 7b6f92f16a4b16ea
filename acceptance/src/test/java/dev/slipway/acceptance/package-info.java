/// Tests of the whole: they start the real programs with a real engine, databases, Git and a
/// browser.
@NullMarked
package dev.slipway.acceptance;

import org.jspecify.annotations.NullMarked;
