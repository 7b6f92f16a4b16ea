/// Slipway as it is installed on a server: the Debian package, its units, and what becomes of jobs
/// when these are killed, stopped, rung and upgraded.
@NullMarked
package dev.slipway.acceptance.systemd;

import org.jspecify.annotations.NullMarked;
