/// What tests of this and other modules need to play systemd's part.
@NullMarked
package dev.slipway.process.testing;

import org.jspecify.annotations.NullMarked;
