/// The way to Git hosts: which of them may be asked, over what, and what their answers mean.
@NullMarked
package dev.slipway.runner.checkout.host;

import org.jspecify.annotations.NullMarked;
