/// What a project's production host shows, and moving it by hand, by the API or by a button.
@NullMarked
package dev.slipway.receiver.rollback;

import org.jspecify.annotations.NullMarked;
