/// Deployments that people and programs ask for, by the API or by a button.
@NullMarked
package dev.slipway.receiver.redeploy;

import org.jspecify.annotations.NullMarked;
