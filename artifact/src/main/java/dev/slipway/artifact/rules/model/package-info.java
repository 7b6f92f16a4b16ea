/// The rules of one site as plain data: what a compiler makes of the site's files, what stands in
/// the manifest, and what a matcher is built from.
///
/// Belongs here: what a rule can say, whichever file it came from, and the bounds that hold for a
/// rule that nobody compiled (a manifest is read from anywhere). Does not belong here: how the
/// files are spelled, and how rules are matched.
@NullMarked
package dev.slipway.artifact.rules.model;

import org.jspecify.annotations.NullMarked;
