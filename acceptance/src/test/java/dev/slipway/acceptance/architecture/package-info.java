/// The rules about who may depend on whom and on what, read from the compiled classes.
@NullMarked
package dev.slipway.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
