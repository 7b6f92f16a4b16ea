/// What is kept at hand so that a request costs no look into the store: open artifacts with their
/// indexes, and small bodies. Both by bytes, the hottest first; neither ever holds what can change.
@NullMarked
package dev.slipway.site.cache;

import org.jspecify.annotations.NullMarked;
