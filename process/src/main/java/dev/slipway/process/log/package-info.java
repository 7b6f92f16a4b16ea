/// How our processes write their own messages.
@NullMarked
package dev.slipway.process.log;

import org.jspecify.annotations.NullMarked;
