/// Sends what GitHub would send: a push delivery, signed.
@NullMarked
package dev.slipway.cli.hook;

import org.jspecify.annotations.NullMarked;
