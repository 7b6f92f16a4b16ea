/// The server profile as its processes, on a real PostgreSQL: what holds only when all of them work
/// together.
@NullMarked
package dev.slipway.cli.server;

import org.jspecify.annotations.NullMarked;
