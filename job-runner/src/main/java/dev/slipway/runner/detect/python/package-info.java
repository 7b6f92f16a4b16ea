/// What a project of Python says about itself: which program makes its site, and from where its
/// requirements are installed.
@NullMarked
package dev.slipway.runner.detect.python;

import org.jspecify.annotations.NullMarked;
