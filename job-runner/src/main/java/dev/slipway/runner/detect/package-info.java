/// Decides from the files of a commit how it is built, or that it needs no build.
///
/// What it reads is data. The lines that it makes are for the shell of a container, never for one
/// of this machine, and no value of the repository gets into them, but for those that it sets as
/// lines itself and for numbers of versions.
@NullMarked
package dev.slipway.runner.detect;

import org.jspecify.annotations.NullMarked;
