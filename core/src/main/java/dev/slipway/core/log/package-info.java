/// The log of a build: bytes that are appended by the runner and read from an offset by anyone.
@NullMarked
package dev.slipway.core.log;

import org.jspecify.annotations.NullMarked;
