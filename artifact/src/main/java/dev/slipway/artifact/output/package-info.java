/// The folder that a build left, or that a repository is, read from a tar stream that anybody may
/// have made: every name, kind, size and link is looked at before any of it is believed.
///
/// Belongs here: what may be in such a folder, and what is left out of it. No name in it is ever
/// used as the name of a file of this machine: bodies go to one unnamed file. Does not belong here:
/// what becomes of the files (`pack`).
@NullMarked
package dev.slipway.artifact.output;

import org.jspecify.annotations.NullMarked;
