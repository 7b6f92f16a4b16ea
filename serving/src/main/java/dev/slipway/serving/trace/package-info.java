/// What may be heard of how an answer comes about. To serve costs nothing more for it: whoever
/// serves hears nothing, and what there would be to say is only put into words for a listener.
@NullMarked
package dev.slipway.serving.trace;

import org.jspecify.annotations.NullMarked;
