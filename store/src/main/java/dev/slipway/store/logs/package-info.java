/// The logs of builds of a platform, in a folder or in a bucket.
@NullMarked
package dev.slipway.store.logs;

import org.jspecify.annotations.NullMarked;
