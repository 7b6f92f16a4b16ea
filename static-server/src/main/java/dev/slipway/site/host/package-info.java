/// What each host serves, as it was last known.
@NullMarked
package dev.slipway.site.host;

import org.jspecify.annotations.NullMarked;
