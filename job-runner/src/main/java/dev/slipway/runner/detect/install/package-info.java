/// How what a project needs is installed, by which program and from which of its files.
@NullMarked
package dev.slipway.runner.detect.install;

import org.jspecify.annotations.NullMarked;
