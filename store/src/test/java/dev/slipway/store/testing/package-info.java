/// What tests of this and other modules need to run on real databases and a real Redis.
@NullMarked
package dev.slipway.store.testing;

import org.jspecify.annotations.NullMarked;
