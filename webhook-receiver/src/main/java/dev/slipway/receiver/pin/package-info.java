/// The pins of deployments as API and dashboard set them. Who may is decided before.
@NullMarked
package dev.slipway.receiver.pin;

import org.jspecify.annotations.NullMarked;
