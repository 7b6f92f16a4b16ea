/// What every use of the Git library here stands on: its isolation from the machine's and the
/// user's settings, and bare repositories.
@NullMarked
package dev.slipway.runner.checkout.git;

import org.jspecify.annotations.NullMarked;
