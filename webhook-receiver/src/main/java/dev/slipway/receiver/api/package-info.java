/// The JSON API, for bearers of a token. `openapi.json` beside it describes it.
@NullMarked
package dev.slipway.receiver.api;

import org.jspecify.annotations.NullMarked;
