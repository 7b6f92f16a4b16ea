/// What opens the portable images of a platform, wherever they are kept.
@NullMarked
package dev.slipway.store.images;

import org.jspecify.annotations.NullMarked;
