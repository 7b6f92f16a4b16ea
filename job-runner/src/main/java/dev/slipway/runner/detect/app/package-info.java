/// Whether a project is a program that answers requests, and by which line that is started.
///
/// What the lines are made of may be a repository's own words: they are run only where the image of
/// the app is.
@NullMarked
package dev.slipway.runner.detect.app;

import org.jspecify.annotations.NullMarked;
