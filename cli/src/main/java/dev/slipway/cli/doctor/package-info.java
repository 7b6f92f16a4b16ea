/// Finds out whether everything that the configuration promises is there, and says what to do where
/// it is not. Changes nothing.
@NullMarked
package dev.slipway.cli.doctor;

import org.jspecify.annotations.NullMarked;
