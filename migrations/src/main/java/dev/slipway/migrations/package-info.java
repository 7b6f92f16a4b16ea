/// The schema, as numbered SQL that runs the same on H2 and PostgreSQL, and the program that
/// applies it.
///
/// Applied when the platform starts or is upgraded, never while it answers a request.
@NullMarked
package dev.slipway.migrations;

import org.jspecify.annotations.NullMarked;
