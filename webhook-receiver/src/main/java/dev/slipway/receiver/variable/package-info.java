/// A project's environment variables, and settling them one by one or by a `.env` file.
@NullMarked
package dev.slipway.receiver.variable;

import org.jspecify.annotations.NullMarked;
