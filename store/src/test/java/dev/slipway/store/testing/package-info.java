/// What tests of this and other modules need to run on real databases.
@NullMarked
package dev.slipway.store.testing;

import org.jspecify.annotations.NullMarked;
