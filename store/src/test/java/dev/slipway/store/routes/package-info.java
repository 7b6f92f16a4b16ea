/// What everything does that passes word of changed routes, as tests that run on each.
@NullMarked
package dev.slipway.store.routes;

import org.jspecify.annotations.NullMarked;
