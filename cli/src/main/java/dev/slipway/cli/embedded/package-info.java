/// The embedded profile: receiver, static server and database in this process on one port, and a
/// child process for every job.
@NullMarked
package dev.slipway.cli.embedded;

import org.jspecify.annotations.NullMarked;
