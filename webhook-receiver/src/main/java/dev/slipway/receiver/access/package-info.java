/// Who a caller is, and the projects and deployments that are theirs. Every look-up of something by
/// a name that came in from outside goes through here.
@NullMarked
package dev.slipway.receiver.access;

import org.jspecify.annotations.NullMarked;
