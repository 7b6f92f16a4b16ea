/// What all readers of a site's rule files share: the files themselves, and the notes about what in
/// them does not count.
@NullMarked
package dev.slipway.artifact.rules.source;

import org.jspecify.annotations.NullMarked;
