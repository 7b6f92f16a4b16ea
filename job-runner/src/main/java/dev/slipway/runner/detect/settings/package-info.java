/// What a repository says itself about how it is built, which goes before what is detected:
/// `slipway.toml`, and below it the files of other platforms.
@NullMarked
package dev.slipway.runner.detect.settings;

import org.jspecify.annotations.NullMarked;
