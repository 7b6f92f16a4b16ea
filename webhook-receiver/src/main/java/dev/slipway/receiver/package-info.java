/// The one door in: signed hooks, the API, live logs and the dashboard.
///
/// Never runs anything of a repository, and never serves a file of a deployment.
@NullMarked
package dev.slipway.receiver;

import org.jspecify.annotations.NullMarked;
