/// What every store of portable images does.
@NullMarked
package dev.slipway.store.images;

import org.jspecify.annotations.NullMarked;
