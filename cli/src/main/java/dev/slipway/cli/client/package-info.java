/// Talks to a running Slipway over its API, as any other program could.
@NullMarked
package dev.slipway.cli.client;

import org.jspecify.annotations.NullMarked;
