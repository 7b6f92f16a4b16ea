/// Reads single settings out of files of a commit, each of which is hostile: of bounded size, in
/// time that grows with it, and without running any of it. What the settings mean is not known
/// here.
@NullMarked
package dev.slipway.runner.detect.file;

import org.jspecify.annotations.NullMarked;
