/// The table of endpoints: methods, `HEAD`, `OPTIONS`, and what becomes of anything thrown.
@NullMarked
package dev.slipway.receiver.route;

import org.jspecify.annotations.NullMarked;
