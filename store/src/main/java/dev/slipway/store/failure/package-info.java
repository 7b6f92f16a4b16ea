/// How each part of the store says that it can't do its work.
@NullMarked
package dev.slipway.store.failure;

import org.jspecify.annotations.NullMarked;
