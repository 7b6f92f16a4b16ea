/// How a portable image serves its site: the configuration of nginx that does what the platform's
/// own server does, as far as nginx can.
///
/// Belongs here: what becomes of addresses, rules and headers in nginx, and how its configuration
/// is spelled, so that nothing that a site says can be more than text in it. Does not belong here:
/// images and their layers.
@NullMarked
package dev.slipway.artifact.image.nginx;

import org.jspecify.annotations.NullMarked;
