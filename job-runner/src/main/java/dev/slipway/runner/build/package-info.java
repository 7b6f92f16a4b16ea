/// The container engine, and builds in its containers.
///
/// The only package that knows docker-java. What comes out of a container is hostile: its output
/// folder leaves as a stream of an archive, for `artifact` to look at entry by entry.
@NullMarked
package dev.slipway.runner.build;

import org.jspecify.annotations.NullMarked;
