/// The programs that make sites, as data, and where their output is by the files of a project.
@NullMarked
package dev.slipway.runner.detect.framework;

import org.jspecify.annotations.NullMarked;
