/// A server as Slipway is installed on: the Debian package, and a machine of its own with systemd
/// as its first process.
@NullMarked
package dev.slipway.bench.machine;

import org.jspecify.annotations.NullMarked;
