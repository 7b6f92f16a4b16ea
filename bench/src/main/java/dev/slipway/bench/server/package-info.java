/// The server profile's parts as programs of this machine, without systemd: a PostgreSQL and a
/// Redis of our own, our programs as child processes, and what builds leave in the engine: all gone
/// when they are closed.
@NullMarked
package dev.slipway.bench.server;

import org.jspecify.annotations.NullMarked;
