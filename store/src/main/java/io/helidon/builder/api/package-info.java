/// A shim for Helidon's DB Client, not a package of ours.
@NullMarked
package io.helidon.builder.api;

import org.jspecify.annotations.NullMarked;
