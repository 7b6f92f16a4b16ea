/// The commands that a person types, one class each.
@NullMarked
package dev.slipway.cli.command;

import org.jspecify.annotations.NullMarked;
