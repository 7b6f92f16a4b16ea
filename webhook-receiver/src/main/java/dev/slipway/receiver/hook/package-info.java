/// GitHub's webhooks: from signed bytes to an intent that is recorded.
@NullMarked
package dev.slipway.receiver.hook;

import org.jspecify.annotations.NullMarked;
