/// Reads the serving part of a `vercel.json`: redirects, rewrites, headers, and how paths are
/// spelled.
///
/// Belongs here: how Vercel understands its file. Does not belong here: how rules are matched, and
/// in which order those of several files count.
@NullMarked
package dev.slipway.artifact.rules.vercel;

import org.jspecify.annotations.NullMarked;
