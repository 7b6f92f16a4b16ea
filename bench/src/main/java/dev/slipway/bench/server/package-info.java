/// The server profile's parts as programs of this machine, without systemd: a PostgreSQL and a
/// Redis of our own, and our programs as child processes, all gone when they are closed.
@NullMarked
package dev.slipway.bench.server;

import org.jspecify.annotations.NullMarked;
