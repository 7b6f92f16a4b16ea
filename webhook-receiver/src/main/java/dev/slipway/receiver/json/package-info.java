/// JSON in and out: strict reading of what our own callers send, and the writer of answers.
@NullMarked
package dev.slipway.receiver.json;

import org.jspecify.annotations.NullMarked;
